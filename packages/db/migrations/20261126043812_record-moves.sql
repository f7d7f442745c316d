CREATE TABLE "record_move" (
	"practice_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"record_type" text NOT NULL,
	"record_id" uuid NOT NULL,
	"from_id" uuid NOT NULL,
	"to_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"moved_by" uuid NOT NULL,
	"moved_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "record_move_pkey" PRIMARY KEY("practice_id","id")
);
--> statement-breakpoint
ALTER TABLE "record_move" ADD CONSTRAINT "record_move_practice_fkey" FOREIGN KEY ("practice_id") REFERENCES "public"."practice"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "record_move" ADD CONSTRAINT "record_move_moved_by_fkey" FOREIGN KEY ("moved_by") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "record_move_from_idx" ON "record_move" USING btree ("practice_id","from_id","id");--> statement-breakpoint
CREATE INDEX "record_move_to_idx" ON "record_move" USING btree ("practice_id","to_id","id");