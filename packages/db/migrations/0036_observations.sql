CREATE TABLE "observation" (
	"practice_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"patient_id" uuid NOT NULL,
	"error_reason" text,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"updated_by" uuid,
	"encounter_id" uuid,
	"code" jsonb NOT NULL,
	"category" text,
	"status" text NOT NULL,
	"value_number" numeric,
	"value_unit" text,
	"value_concept" jsonb,
	"value_text" text,
	"value_boolean" boolean,
	"components" jsonb NOT NULL,
	"reference_range" jsonb,
	"interpretation" text,
	"is_interpretation_computed" boolean NOT NULL,
	"note" text,
	"effective_at" timestamp with time zone NOT NULL,
	"happened_at" timestamp with time zone GENERATED ALWAYS AS (coalesce(effective_at, created_at)) STORED NOT NULL,
	CONSTRAINT "observation_pkey" PRIMARY KEY("practice_id","id"),
	CONSTRAINT "observation_codes_check" CHECK ("observation"."category" in ('vital-signs', 'laboratory', 'survey', 'social-history', 'exam', 'imaging', 'procedure', 'therapy', 'activity')
        and "observation"."status" in ('preliminary', 'final', 'amended')
        and "observation"."interpretation" in ('normal', 'abnormal', 'low', 'high', 'critical-low', 'critical-high')),
	CONSTRAINT "observation_value_check" CHECK (num_nonnulls("observation"."value_number", "observation"."value_concept", "observation"."value_text", "observation"."value_boolean") <= 1
        and ("observation"."value_unit" is null or "observation"."value_number" is not null))
);
--> statement-breakpoint
ALTER TABLE "observation" ADD CONSTRAINT "observation_patient_fkey" FOREIGN KEY ("practice_id","patient_id") REFERENCES "public"."patient"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "observation" ADD CONSTRAINT "observation_created_by_fkey" FOREIGN KEY ("created_by") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "observation" ADD CONSTRAINT "observation_encounter_fkey" FOREIGN KEY ("practice_id","encounter_id") REFERENCES "public"."encounter"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "observation_encounter_idx" ON "observation" USING btree ("practice_id","encounter_id");--> statement-breakpoint
CREATE INDEX "observation_patient_idx" ON "observation" USING btree ("practice_id","patient_id","happened_at","id");--> statement-breakpoint
CREATE TRIGGER "observation_begins_now" BEFORE INSERT ON "observation" FOR EACH ROW WHEN (NEW.version <> 1 OR NEW.updated_at <> now() OR NEW.created_at <> now() OR NEW.updated_by IS NOT NULL) EXECUTE FUNCTION "refuse_made_up_past"();--> statement-breakpoint
CREATE TRIGGER "observation_encounter" BEFORE INSERT OR UPDATE OF "encounter_id" ON "observation" FOR EACH ROW WHEN (NEW.encounter_id IS NOT NULL) EXECUTE FUNCTION "check_record_encounter"();--> statement-breakpoint
CREATE TRIGGER "observation_in_error" BEFORE UPDATE ON "observation" FOR EACH ROW WHEN (OLD.error_reason IS NOT NULL) EXECUTE FUNCTION "refuse_change_of_locked"();--> statement-breakpoint
-- What was measured in a locked encounter is not changed any more. It may be entered in error, and a merge may move it.
CREATE TRIGGER "observation_locked" BEFORE UPDATE OF "code", "status", "value_number", "value_unit", "value_concept", "value_text", "value_boolean", "components", "reference_range", "interpretation", "note", "effective_at" ON "observation" FOR EACH ROW WHEN (NEW.encounter_id IS NOT NULL AND OLD.error_reason IS NULL) EXECUTE FUNCTION "check_record_encounter"();--> statement-breakpoint
CREATE TRIGGER "observation_keep_version" BEFORE UPDATE ON "observation" FOR EACH ROW EXECUTE FUNCTION "keep_version"();
