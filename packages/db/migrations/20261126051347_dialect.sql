ALTER TABLE "api_key" ADD COLUMN "dialect" text;--> statement-breakpoint
ALTER TABLE "practice" ADD COLUMN "dialect" text;