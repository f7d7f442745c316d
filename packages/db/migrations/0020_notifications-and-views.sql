CREATE TABLE "notification" (
	"practice_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"actor_id" uuid,
	"subject_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"read_at" timestamp with time zone,
	CONSTRAINT "notification_pkey" PRIMARY KEY("practice_id","id"),
	CONSTRAINT "notification_kind_check" CHECK ("notification"."kind" in ('invitation-accepted', 'import-done', 'import-failed', 'emergency-access', 'email-unverified'))
);
--> statement-breakpoint
CREATE TABLE "saved_view" (
	"practice_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"page" text NOT NULL,
	"filters" jsonb NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "saved_view_pkey" PRIMARY KEY("practice_id","id"),
	CONSTRAINT "saved_view_page_check" CHECK ("saved_view"."page" in ('patients'))
);
--> statement-breakpoint
ALTER TABLE "practice" ADD COLUMN "time_zone" text;--> statement-breakpoint
ALTER TABLE "notification" ADD CONSTRAINT "notification_practice_fkey" FOREIGN KEY ("practice_id") REFERENCES "public"."practice"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notification" ADD CONSTRAINT "notification_account_fkey" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "saved_view" ADD CONSTRAINT "saved_view_practice_fkey" FOREIGN KEY ("practice_id") REFERENCES "public"."practice"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "saved_view" ADD CONSTRAINT "saved_view_created_by_fkey" FOREIGN KEY ("created_by") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "notification_account_idx" ON "notification" USING btree ("practice_id","account_id","id");--> statement-breakpoint
CREATE INDEX "notification_unread_idx" ON "notification" USING btree ("practice_id","account_id","id") WHERE "notification"."read_at" is null;--> statement-breakpoint
CREATE INDEX "notification_created_idx" ON "notification" USING btree ("created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "saved_view_name_key" ON "saved_view" USING btree ("practice_id","page",lower("name"));