CREATE TABLE "allergy" (
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
	"is_none_known" boolean DEFAULT false NOT NULL,
	"substance" jsonb NOT NULL,
	"category" text,
	"criticality" text,
	"reactions" jsonb NOT NULL,
	"clinical_status" text NOT NULL,
	"verification_status" text NOT NULL,
	"onset" text,
	"note" text,
	"recorded_at" timestamp with time zone NOT NULL,
	"happened_at" timestamp with time zone GENERATED ALWAYS AS (coalesce(recorded_at, created_at)) STORED NOT NULL,
	CONSTRAINT "allergy_pkey" PRIMARY KEY("practice_id","id"),
	CONSTRAINT "allergy_codes_check" CHECK ("allergy"."category" in ('food', 'medication', 'environment', 'biologic')
        and "allergy"."criticality" in ('low', 'high', 'unable-to-assess')
        and "allergy"."clinical_status" in ('active', 'inactive', 'resolved')
        and "allergy"."verification_status" in ('unconfirmed', 'confirmed', 'refuted'))
);
--> statement-breakpoint
CREATE TABLE "condition" (
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
	"category" text NOT NULL,
	"clinical_status" text NOT NULL,
	"verification_status" text NOT NULL,
	"severity" text,
	"onset" text,
	"abatement" text,
	"note" text,
	"recorded_at" timestamp with time zone NOT NULL,
	"happened_at" timestamp with time zone GENERATED ALWAYS AS (coalesce(recorded_at, created_at)) STORED NOT NULL,
	CONSTRAINT "condition_pkey" PRIMARY KEY("practice_id","id"),
	CONSTRAINT "condition_codes_check" CHECK ("condition"."category" in ('problem-list-item', 'encounter-diagnosis')
        and "condition"."clinical_status" in ('active', 'recurrence', 'relapse', 'inactive', 'remission', 'resolved')
        and "condition"."verification_status" in ('unconfirmed', 'provisional', 'differential', 'confirmed', 'refuted')
        and "condition"."severity" in ('mild', 'moderate', 'severe')),
	CONSTRAINT "condition_abatement_check" CHECK ("condition"."abatement" is null or "condition"."clinical_status" in ('inactive', 'remission', 'resolved'))
);
--> statement-breakpoint
ALTER TABLE "allergy" ADD CONSTRAINT "allergy_patient_fkey" FOREIGN KEY ("practice_id","patient_id") REFERENCES "public"."patient"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "allergy" ADD CONSTRAINT "allergy_created_by_fkey" FOREIGN KEY ("created_by") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "allergy" ADD CONSTRAINT "allergy_encounter_fkey" FOREIGN KEY ("practice_id","encounter_id") REFERENCES "public"."encounter"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "condition" ADD CONSTRAINT "condition_patient_fkey" FOREIGN KEY ("practice_id","patient_id") REFERENCES "public"."patient"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "condition" ADD CONSTRAINT "condition_created_by_fkey" FOREIGN KEY ("created_by") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "condition" ADD CONSTRAINT "condition_encounter_fkey" FOREIGN KEY ("practice_id","encounter_id") REFERENCES "public"."encounter"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "allergy_encounter_idx" ON "allergy" USING btree ("practice_id","encounter_id");--> statement-breakpoint
CREATE INDEX "allergy_patient_idx" ON "allergy" USING btree ("practice_id","patient_id","happened_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "allergy_none_known_key" ON "allergy" USING btree ("practice_id","patient_id") WHERE "allergy"."is_none_known" and "allergy"."clinical_status" = 'active' and "allergy"."error_reason" is null;--> statement-breakpoint
CREATE INDEX "condition_encounter_idx" ON "condition" USING btree ("practice_id","encounter_id");--> statement-breakpoint
CREATE INDEX "condition_patient_idx" ON "condition" USING btree ("practice_id","patient_id","happened_at","id");--> statement-breakpoint
-- As before, also for records of other kinds, which tell by another name that they were entered in error.
CREATE OR REPLACE FUNCTION "refuse_change_of_locked"() RETURNS trigger LANGUAGE plpgsql SET "search_path" = public, pg_temp AS $$
DECLARE
	changing text[] := '{patient_id,happened_at,updated_at,updated_by,version}';
BEGIN
	IF OLD.error_reason IS NULL THEN
		changing := changing || '{status,error_reason}';
	END IF;
	IF to_jsonb(NEW) - changing <> to_jsonb(OLD) - changing THEN
		IF OLD.error_reason IS NULL THEN
			RAISE EXCEPTION 'The encounter is locked' USING ERRCODE = 'check_violation', CONSTRAINT = 'encounter_locked';
		END IF;
		RAISE EXCEPTION 'The record was entered in error' USING ERRCODE = 'check_violation', CONSTRAINT = 'record_in_error';
	END IF;
	RETURN NEW;
END $$;--> statement-breakpoint
-- A record is of an encounter of the same patient, which is neither locked nor entered in error.
CREATE FUNCTION "check_record_encounter"() RETURNS trigger LANGUAGE plpgsql SET "search_path" = public, pg_temp AS $$
DECLARE
	locked timestamptz;
BEGIN
	-- Waits for whoever locks it at the moment.
	SELECT locked_at INTO locked FROM encounter
	WHERE practice_id = NEW.practice_id AND id = NEW.encounter_id AND patient_id = NEW.patient_id AND error_reason IS NULL
	FOR SHARE;
	IF NOT FOUND THEN
		RAISE EXCEPTION 'The patient has no such encounter' USING ERRCODE = 'foreign_key_violation', CONSTRAINT = TG_TABLE_NAME || '_encounter_fkey';
	END IF;
	IF locked IS NOT NULL THEN
		RAISE EXCEPTION 'The encounter is locked' USING ERRCODE = 'check_violation', CONSTRAINT = 'encounter_locked';
	END IF;
	RETURN NEW;
END $$;--> statement-breakpoint
CREATE TRIGGER "condition_begins_now" BEFORE INSERT ON "condition" FOR EACH ROW WHEN (NEW.version <> 1 OR NEW.updated_at <> now() OR NEW.created_at <> now() OR NEW.updated_by IS NOT NULL) EXECUTE FUNCTION "refuse_made_up_past"();--> statement-breakpoint
CREATE TRIGGER "condition_encounter" BEFORE INSERT OR UPDATE OF "encounter_id" ON "condition" FOR EACH ROW WHEN (NEW.encounter_id IS NOT NULL) EXECUTE FUNCTION "check_record_encounter"();--> statement-breakpoint
CREATE TRIGGER "condition_in_error" BEFORE UPDATE ON "condition" FOR EACH ROW WHEN (OLD.error_reason IS NOT NULL) EXECUTE FUNCTION "refuse_change_of_locked"();--> statement-breakpoint
CREATE TRIGGER "condition_keep_version" BEFORE UPDATE ON "condition" FOR EACH ROW EXECUTE FUNCTION "keep_version"();--> statement-breakpoint
CREATE TRIGGER "allergy_begins_now" BEFORE INSERT ON "allergy" FOR EACH ROW WHEN (NEW.version <> 1 OR NEW.updated_at <> now() OR NEW.created_at <> now() OR NEW.updated_by IS NOT NULL) EXECUTE FUNCTION "refuse_made_up_past"();--> statement-breakpoint
CREATE TRIGGER "allergy_encounter" BEFORE INSERT OR UPDATE OF "encounter_id" ON "allergy" FOR EACH ROW WHEN (NEW.encounter_id IS NOT NULL) EXECUTE FUNCTION "check_record_encounter"();--> statement-breakpoint
CREATE TRIGGER "allergy_in_error" BEFORE UPDATE ON "allergy" FOR EACH ROW WHEN (OLD.error_reason IS NOT NULL) EXECUTE FUNCTION "refuse_change_of_locked"();--> statement-breakpoint
CREATE TRIGGER "allergy_keep_version" BEFORE UPDATE ON "allergy" FOR EACH ROW EXECUTE FUNCTION "keep_version"();--> statement-breakpoint
-- An active statement that no allergy is known is never beside an active allergy. The first allergy ends it.
CREATE FUNCTION "check_none_known"() RETURNS trigger LANGUAGE plpgsql SET "search_path" = public, pg_temp AS $$
DECLARE
	is_moved boolean := TG_OP = 'UPDATE' AND NEW.patient_id IS DISTINCT FROM OLD.patient_id;
BEGIN
	-- Two at once wait for each other.
	PERFORM FROM patient WHERE practice_id = NEW.practice_id AND id = NEW.patient_id FOR NO KEY UPDATE;
	IF is_moved AND NEW.is_none_known THEN
		-- A merge moves it to a patient who may have a statement or an active allergy.
		IF EXISTS (
			SELECT FROM allergy
			WHERE practice_id = NEW.practice_id AND patient_id = NEW.patient_id AND id <> NEW.id
				AND clinical_status = 'active' AND verification_status <> 'refuted' AND error_reason IS NULL
		) THEN
			NEW.clinical_status := 'resolved';
		END IF;
		RETURN NEW;
	END IF;
	UPDATE allergy SET clinical_status = 'resolved'
	WHERE practice_id = NEW.practice_id AND patient_id = NEW.patient_id AND id <> NEW.id
		AND is_none_known AND clinical_status = 'active' AND error_reason IS NULL;
	IF NEW.is_none_known AND EXISTS (
		SELECT FROM allergy
		WHERE practice_id = NEW.practice_id AND patient_id = NEW.patient_id AND id <> NEW.id AND NOT is_none_known
			AND clinical_status = 'active' AND verification_status <> 'refuted' AND error_reason IS NULL
	) THEN
		RAISE EXCEPTION 'The patient has an active allergy' USING ERRCODE = 'check_violation', CONSTRAINT = 'allergy_none_known';
	END IF;
	RETURN NEW;
END $$;--> statement-breakpoint
CREATE TRIGGER "allergy_check_none_known" BEFORE INSERT OR UPDATE ON "allergy" FOR EACH ROW WHEN (NEW.clinical_status = 'active' AND NEW.error_reason IS NULL AND NEW.verification_status <> 'refuted') EXECUTE FUNCTION "check_none_known"();
