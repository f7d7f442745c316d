ALTER TABLE "membership" ADD COLUMN "doctor_linked_by" uuid;--> statement-breakpoint
ALTER TABLE "membership" ADD COLUMN "doctor_linked_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "restriction" ADD COLUMN "moved_by" uuid;--> statement-breakpoint
ALTER TABLE "restriction" ADD COLUMN "moved_at" timestamp with time zone;