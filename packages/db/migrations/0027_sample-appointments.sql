ALTER TABLE "sample_data" ADD COLUMN "visit_type_ids" uuid[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "sample_data" ADD COLUMN "room_ids" uuid[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "sample_data" ADD COLUMN "doctor_ids" uuid[] DEFAULT '{}' NOT NULL;