CREATE TABLE "account_external_id" (
	"practice_id" uuid NOT NULL,
	"system" text NOT NULL,
	"value" text NOT NULL,
	"account_id" uuid NOT NULL,
	"mark" text,
	CONSTRAINT "account_external_id_pkey" PRIMARY KEY("practice_id","system","value")
);
--> statement-breakpoint
ALTER TABLE "practice" ADD COLUMN "numeric_ids" text;--> statement-breakpoint
ALTER TABLE "account_external_id" ADD CONSTRAINT "account_external_id_account_fkey" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "account_external_id" ADD CONSTRAINT "account_external_id_practice_fkey" FOREIGN KEY ("practice_id") REFERENCES "public"."practice"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "account_external_id_account_idx" ON "account_external_id" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "account_external_id_system_idx" ON "account_external_id" USING btree ("system","value");