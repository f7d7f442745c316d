ALTER TABLE "observation" ADD COLUMN "canonical_number" numeric, ADD COLUMN "canonical_unit" text;--> statement-breakpoint
ALTER TABLE "observation" ADD CONSTRAINT "observation_canonical_check" CHECK (num_nonnulls("observation"."canonical_number", "observation"."canonical_unit") in (0, 2)) NOT VALID;
