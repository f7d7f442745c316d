ALTER TABLE "import_record" DROP CONSTRAINT "import_record_type_check";--> statement-breakpoint
ALTER TABLE "import_batch" ADD COLUMN "appointments" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "import_upload" ADD COLUMN "appointments" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "import_record" ADD CONSTRAINT "import_record_type_check" CHECK ("import_record"."record_type" in ('patient', 'doctor', 'assignment', 'appointment'));