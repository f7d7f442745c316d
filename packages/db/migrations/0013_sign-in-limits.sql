-- What is asked of a sign-in: a second factor, by a practice or the server, and how long a browser's session lasts.
ALTER TABLE "account" ADD COLUMN "second_factor_asked_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "membership" ADD COLUMN "second_factor_asked_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "practice" ADD COLUMN "second_factor_required_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "practice" ADD COLUMN "second_factor_grace_days" integer DEFAULT 7 NOT NULL;--> statement-breakpoint
ALTER TABLE "session" ADD COLUMN "idle_seconds" integer;--> statement-breakpoint
ALTER TABLE "session" ADD COLUMN "longest_seconds" integer;--> statement-breakpoint
ALTER TABLE "practice" ADD CONSTRAINT "practice_grace_check" CHECK ("practice"."second_factor_grace_days" between 0 and 90);
