CREATE TABLE "restriction" (
	"practice_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"patient_id" uuid NOT NULL,
	"record_type" text NOT NULL,
	"record_id" uuid NOT NULL,
	"readers" uuid[] NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "restriction_pkey" PRIMARY KEY("practice_id","id"),
	CONSTRAINT "restriction_record_type_check" CHECK ("restriction"."record_type" in ('encounter', 'condition', 'observation', 'note', 'medication', 'immunization', 'procedure'))
);
--> statement-breakpoint
ALTER TABLE "restriction" ADD CONSTRAINT "restriction_patient_fkey" FOREIGN KEY ("practice_id","patient_id") REFERENCES "public"."patient"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "restriction" ADD CONSTRAINT "restriction_created_by_fkey" FOREIGN KEY ("created_by") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "restriction_record_key" ON "restriction" USING btree ("practice_id","record_id");--> statement-breakpoint
CREATE INDEX "restriction_patient_idx" ON "restriction" USING btree ("practice_id","patient_id");