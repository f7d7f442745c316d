ALTER TABLE "sample_data" ADD COLUMN "removed_at" timestamp with time zone;
