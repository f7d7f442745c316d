CREATE TABLE "immunization" (
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
	"vaccine" jsonb NOT NULL,
	"status" text NOT NULL,
	"status_reason" text,
	"occurred" text NOT NULL,
	"dose_number" integer,
	"lot_number" text,
	"expires" text,
	"manufacturer" text,
	"site" jsonb,
	"route" jsonb,
	"note" text,
	"happened_at" timestamp with time zone GENERATED ALWAYS AS (coalesce(make_timestamp(left(occurred, 4)::int, coalesce(nullif(substr(occurred, 6, 2), '')::int, 1), coalesce(nullif(substr(occurred, 9, 2), '')::int, 1), 0, 0, 0) at time zone 'UTC', created_at)) STORED NOT NULL,
	CONSTRAINT "immunization_pkey" PRIMARY KEY("practice_id","id"),
	CONSTRAINT "immunization_status_check" CHECK ("immunization"."status" in ('completed', 'not-done')
        and ("immunization"."status" = 'not-done') = ("immunization"."status_reason" is not null)),
	CONSTRAINT "immunization_dose_check" CHECK ("immunization"."dose_number" between 1 and 99)
);
--> statement-breakpoint
CREATE TABLE "medication" (
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
	"kind" text NOT NULL,
	"drug" jsonb NOT NULL,
	"status" text NOT NULL,
	"dose" jsonb,
	"dosage" text,
	"route" jsonb,
	"timing" jsonb,
	"from_date" text,
	"until_date" text,
	"end_reason" text,
	"note" text,
	"recorded_at" timestamp with time zone NOT NULL,
	"happened_at" timestamp with time zone GENERATED ALWAYS AS (coalesce(recorded_at, created_at)) STORED NOT NULL,
	CONSTRAINT "medication_pkey" PRIMARY KEY("practice_id","id"),
	CONSTRAINT "medication_codes_check" CHECK ("medication"."kind" in ('order', 'statement') and "medication"."status" in ('active', 'on-hold', 'completed', 'stopped')),
	CONSTRAINT "medication_end_check" CHECK (("medication"."status" <> 'stopped' or "medication"."end_reason" is not null)
        and ("medication"."end_reason" is null or "medication"."status" in ('completed', 'stopped', 'on-hold')))
);
--> statement-breakpoint
CREATE TABLE "procedure" (
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
	"status" text NOT NULL,
	"status_reason" text,
	"performed_from" text,
	"performed_until" text,
	"doctor_id" uuid,
	"body_site" jsonb,
	"outcome" text,
	"note" text,
	"happened_at" timestamp with time zone GENERATED ALWAYS AS (coalesce(make_timestamp(left(performed_from, 4)::int, coalesce(nullif(substr(performed_from, 6, 2), '')::int, 1), coalesce(nullif(substr(performed_from, 9, 2), '')::int, 1), 0, 0, 0) at time zone 'UTC', created_at)) STORED NOT NULL,
	CONSTRAINT "procedure_pkey" PRIMARY KEY("practice_id","id"),
	CONSTRAINT "procedure_status_check" CHECK ("procedure"."status" in ('preparation', 'in-progress', 'not-done', 'on-hold', 'stopped', 'completed')
        and ("procedure"."status" not in ('not-done', 'stopped') or "procedure"."status_reason" is not null))
);
--> statement-breakpoint
ALTER TABLE "immunization" ADD CONSTRAINT "immunization_patient_fkey" FOREIGN KEY ("practice_id","patient_id") REFERENCES "public"."patient"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "immunization" ADD CONSTRAINT "immunization_created_by_fkey" FOREIGN KEY ("created_by") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "immunization" ADD CONSTRAINT "immunization_encounter_fkey" FOREIGN KEY ("practice_id","encounter_id") REFERENCES "public"."encounter"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "medication" ADD CONSTRAINT "medication_patient_fkey" FOREIGN KEY ("practice_id","patient_id") REFERENCES "public"."patient"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "medication" ADD CONSTRAINT "medication_created_by_fkey" FOREIGN KEY ("created_by") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "medication" ADD CONSTRAINT "medication_encounter_fkey" FOREIGN KEY ("practice_id","encounter_id") REFERENCES "public"."encounter"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "procedure" ADD CONSTRAINT "procedure_patient_fkey" FOREIGN KEY ("practice_id","patient_id") REFERENCES "public"."patient"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "procedure" ADD CONSTRAINT "procedure_created_by_fkey" FOREIGN KEY ("created_by") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "procedure" ADD CONSTRAINT "procedure_encounter_fkey" FOREIGN KEY ("practice_id","encounter_id") REFERENCES "public"."encounter"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "immunization_encounter_idx" ON "immunization" USING btree ("practice_id","encounter_id");--> statement-breakpoint
CREATE INDEX "immunization_patient_idx" ON "immunization" USING btree ("practice_id","patient_id","happened_at","id");--> statement-breakpoint
CREATE INDEX "medication_encounter_idx" ON "medication" USING btree ("practice_id","encounter_id");--> statement-breakpoint
CREATE INDEX "medication_patient_idx" ON "medication" USING btree ("practice_id","patient_id","happened_at","id");--> statement-breakpoint
CREATE INDEX "procedure_encounter_idx" ON "procedure" USING btree ("practice_id","encounter_id");--> statement-breakpoint
CREATE INDEX "procedure_patient_idx" ON "procedure" USING btree ("practice_id","patient_id","happened_at","id");--> statement-breakpoint
CREATE TRIGGER "medication_begins_now" BEFORE INSERT ON "medication" FOR EACH ROW WHEN (NEW.version <> 1 OR NEW.updated_at <> now() OR NEW.created_at <> now() OR NEW.updated_by IS NOT NULL) EXECUTE FUNCTION "refuse_made_up_past"();--> statement-breakpoint
CREATE TRIGGER "medication_encounter" BEFORE INSERT OR UPDATE OF "encounter_id" ON "medication" FOR EACH ROW WHEN (NEW.encounter_id IS NOT NULL) EXECUTE FUNCTION "check_record_encounter"();--> statement-breakpoint
CREATE TRIGGER "medication_in_error" BEFORE UPDATE ON "medication" FOR EACH ROW WHEN (OLD.error_reason IS NOT NULL) EXECUTE FUNCTION "refuse_change_of_locked"();--> statement-breakpoint
CREATE TRIGGER "medication_keep_version" BEFORE UPDATE ON "medication" FOR EACH ROW EXECUTE FUNCTION "keep_version"();--> statement-breakpoint
CREATE TRIGGER "immunization_begins_now" BEFORE INSERT ON "immunization" FOR EACH ROW WHEN (NEW.version <> 1 OR NEW.updated_at <> now() OR NEW.created_at <> now() OR NEW.updated_by IS NOT NULL) EXECUTE FUNCTION "refuse_made_up_past"();--> statement-breakpoint
CREATE TRIGGER "immunization_encounter" BEFORE INSERT OR UPDATE OF "encounter_id" ON "immunization" FOR EACH ROW WHEN (NEW.encounter_id IS NOT NULL) EXECUTE FUNCTION "check_record_encounter"();--> statement-breakpoint
CREATE TRIGGER "immunization_in_error" BEFORE UPDATE ON "immunization" FOR EACH ROW WHEN (OLD.error_reason IS NOT NULL) EXECUTE FUNCTION "refuse_change_of_locked"();--> statement-breakpoint
CREATE TRIGGER "immunization_keep_version" BEFORE UPDATE ON "immunization" FOR EACH ROW EXECUTE FUNCTION "keep_version"();--> statement-breakpoint
CREATE TRIGGER "procedure_begins_now" BEFORE INSERT ON "procedure" FOR EACH ROW WHEN (NEW.version <> 1 OR NEW.updated_at <> now() OR NEW.created_at <> now() OR NEW.updated_by IS NOT NULL) EXECUTE FUNCTION "refuse_made_up_past"();--> statement-breakpoint
CREATE TRIGGER "procedure_encounter" BEFORE INSERT OR UPDATE OF "encounter_id" ON "procedure" FOR EACH ROW WHEN (NEW.encounter_id IS NOT NULL) EXECUTE FUNCTION "check_record_encounter"();--> statement-breakpoint
CREATE TRIGGER "procedure_in_error" BEFORE UPDATE ON "procedure" FOR EACH ROW WHEN (OLD.error_reason IS NOT NULL) EXECUTE FUNCTION "refuse_change_of_locked"();--> statement-breakpoint
CREATE TRIGGER "procedure_keep_version" BEFORE UPDATE ON "procedure" FOR EACH ROW EXECUTE FUNCTION "keep_version"();
