ALTER TABLE "account" ADD COLUMN "unit_system" text DEFAULT 'metric' NOT NULL;--> statement-breakpoint
-- Checks the accounts, of which there are few, while logins wait.
-- squawk-ignore constraint-missing-not-valid
ALTER TABLE "account" ADD CONSTRAINT "account_unit_system_check" CHECK ("account"."unit_system" in ('metric', 'us'));
