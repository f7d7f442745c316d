ALTER TABLE "import_record" DROP CONSTRAINT "import_record_type_check";--> statement-breakpoint
ALTER TABLE "import_upload" DROP CONSTRAINT "import_upload_records_check";--> statement-breakpoint
ALTER TABLE "import_batch" ADD COLUMN "clinical_records" jsonb DEFAULT '[]'::jsonb NOT NULL;