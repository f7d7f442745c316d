CREATE TABLE "encounter" (
	"practice_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"patient_id" uuid NOT NULL,
	"error_reason" text,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"updated_by" uuid,
	"class" text NOT NULL,
	"status" text NOT NULL,
	"reason" jsonb,
	"doctor_id" uuid,
	"appointment_id" uuid,
	"started_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"cancellation_reason" text,
	"locked_at" timestamp with time zone,
	"locked_by" uuid,
	"happened_at" timestamp with time zone GENERATED ALWAYS AS (coalesce(started_at, created_at)) STORED NOT NULL,
	CONSTRAINT "encounter_pkey" PRIMARY KEY("practice_id","id"),
	CONSTRAINT "encounter_class_check" CHECK ("encounter"."class" in ('ambulatory', 'emergency', 'field', 'home', 'inpatient', 'virtual')),
	CONSTRAINT "encounter_status_check" CHECK ("encounter"."status" in ('planned', 'arrived', 'in-progress', 'finished', 'cancelled', 'entered-in-error')),
	CONSTRAINT "encounter_times_check" CHECK ("encounter"."ended_at" >= "encounter"."started_at"
        and ("encounter"."status" <> 'in-progress' or "encounter"."started_at" is not null and "encounter"."ended_at" is null)
        and ("encounter"."status" <> 'finished' or "encounter"."started_at" is not null and "encounter"."ended_at" is not null)
        and ("encounter"."ended_at" is null or "encounter"."started_at" is not null)),
	CONSTRAINT "encounter_error_check" CHECK (("encounter"."status" = 'entered-in-error') = ("encounter"."error_reason" is not null)),
	CONSTRAINT "encounter_locked_check" CHECK (("encounter"."locked_at" is null) = ("encounter"."locked_by" is null)
        and ("encounter"."locked_at" is null or "encounter"."status" in ('finished', 'entered-in-error')))
);
--> statement-breakpoint
ALTER TABLE "record_version" DROP CONSTRAINT "record_version_type_check";--> statement-breakpoint
ALTER TABLE "removed_record" DROP CONSTRAINT "removed_record_type_check";--> statement-breakpoint
ALTER TABLE "encounter" ADD CONSTRAINT "encounter_patient_fkey" FOREIGN KEY ("practice_id","patient_id") REFERENCES "public"."patient"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "encounter" ADD CONSTRAINT "encounter_created_by_fkey" FOREIGN KEY ("created_by") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "encounter" ADD CONSTRAINT "encounter_appointment_fkey" FOREIGN KEY ("practice_id","appointment_id") REFERENCES "public"."appointment"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "encounter_patient_idx" ON "encounter" USING btree ("practice_id","patient_id","happened_at","id");--> statement-breakpoint
CREATE INDEX "encounter_happened_idx" ON "encounter" USING btree ("practice_id","happened_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "encounter_appointment_key" ON "encounter" USING btree ("practice_id","appointment_id") WHERE "encounter"."status" <> 'entered-in-error';--> statement-breakpoint
CREATE INDEX "encounter_appointment_idx" ON "encounter" USING btree ("practice_id","appointment_id");--> statement-breakpoint
CREATE INDEX "encounter_doctor_idx" ON "encounter" USING btree ("practice_id","doctor_id","happened_at","id");--> statement-breakpoint
-- As before. `happened_at` is computed, too.
CREATE OR REPLACE FUNCTION "keep_version"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET "search_path" = public, pg_temp AS $$
DECLARE
	derived text[] := '{sort_name,search_text,last_key,first_key,happened_at}';
	stamps text[] := '{updated_at,updated_by,version,withheld_versions,shown_at}';
	guarded text[] := guarded_columns(TG_TABLE_NAME);
	old_record jsonb := to_jsonb(OLD) - derived;
	new_record jsonb;
	practice uuid := coalesce(old_record->>'practice_id', '00000000-0000-0000-0000-000000000000');
	first_author uuid := coalesce(old_record->>'created_by', old_record->>'assigned_by');
	-- Of two transactions the later one may have begun first.
	ends timestamptz := greatest(now(), OLD.updated_at + interval '1 microsecond');
	relations jsonb := '{}';
	related jsonb;
BEGIN
	IF TG_OP = 'UPDATE' THEN
		IF NEW.id <> OLD.id OR to_jsonb(NEW)->>'practice_id' <> old_record->>'practice_id' THEN
			RAISE EXCEPTION 'A record keeps its id and its practice';
		END IF;
		new_record := to_jsonb(NEW) - derived - stamps;
		IF new_record = old_record - stamps THEN
			-- Nothing has changed: that is no version.
			RETURN OLD;
		END IF;
		IF guarded <> '{}' THEN
			IF new_record - guarded = old_record - stamps - guarded THEN
				NEW.withheld_versions := coalesce(OLD.withheld_versions, 0) + 1;
				NEW.shown_at := coalesce(OLD.shown_at, OLD.updated_at);
			ELSE
				NEW.withheld_versions := OLD.withheld_versions;
				NEW.shown_at := NULL;
			END IF;
		END IF;
		NEW.version := OLD.version + 1;
		NEW.updated_at := ends;
		NEW.updated_by := acting_account();
	END IF;
	INSERT INTO record_version (practice_id, record_id, version, record_type, valid_from, valid_to, changed_by, record)
	VALUES (practice, OLD.id, OLD.version, TG_TABLE_NAME, OLD.updated_at, ends,
		CASE WHEN OLD.version = 1 THEN first_author ELSE OLD.updated_by END, old_record - 'updated_by');
	IF TG_OP = 'UPDATE' THEN
		RETURN NEW;
	END IF;
	FOR argument IN 0 .. TG_NARGS - 1 BY 2 LOOP
		EXECUTE format('SELECT jsonb_agg(to_jsonb(related)) FROM %I AS related WHERE %I = $1 %s', TG_ARGV[argument], TG_ARGV[argument + 1],
				CASE WHEN old_record ? 'practice_id' THEN 'AND practice_id = $2' END)
			INTO related USING OLD.id, practice;
		IF related IS NOT NULL THEN
			relations := relations || jsonb_build_object(TG_ARGV[argument], related);
		END IF;
	END LOOP;
	INSERT INTO removed_record (practice_id, record_id, record_type, version, removed_at, removed_by, record, relations, removed_with)
	VALUES (practice, OLD.id, TG_TABLE_NAME, OLD.version, ends, acting_account(), old_record - 'updated_by', relations,
		CASE WHEN TG_TABLE_NAME = 'assignment' THEN nullif(current_setting('caretype.removed_with', true), '')::uuid END);
	RETURN OLD;
END $$;--> statement-breakpoint
-- A locked encounter, and one that was entered in error, stays as it is. It may be entered in error, and a merge may move it.
CREATE FUNCTION "refuse_change_of_locked"() RETURNS trigger LANGUAGE plpgsql SET "search_path" = public, pg_temp AS $$
DECLARE
	changing text[] := '{patient_id,happened_at,updated_at,updated_by,version}';
BEGIN
	IF OLD.error_reason IS NULL THEN
		changing := changing || '{status,error_reason}';
	END IF;
	IF to_jsonb(NEW) - changing <> to_jsonb(OLD) - changing THEN
		RAISE EXCEPTION 'The encounter is locked' USING ERRCODE = 'check_violation', CONSTRAINT = 'encounter_locked';
	END IF;
	RETURN NEW;
END $$;--> statement-breakpoint
CREATE TRIGGER "encounter_begins_now" BEFORE INSERT ON "encounter" FOR EACH ROW WHEN (NEW.version <> 1 OR NEW.updated_at <> now() OR NEW.created_at <> now() OR NEW.updated_by IS NOT NULL) EXECUTE FUNCTION "refuse_made_up_past"();--> statement-breakpoint
CREATE TRIGGER "encounter_locked" BEFORE UPDATE ON "encounter" FOR EACH ROW WHEN (OLD.locked_at IS NOT NULL OR OLD.error_reason IS NOT NULL) EXECUTE FUNCTION "refuse_change_of_locked"();--> statement-breakpoint
-- Nothing clinical is removed, so only changes make versions.
CREATE TRIGGER "encounter_keep_version" BEFORE UPDATE ON "encounter" FOR EACH ROW EXECUTE FUNCTION "keep_version"();
