-- A record of a locked encounter stays in it as it was. The arguments name the columns that go on, such as a status.
CREATE FUNCTION "refuse_change_in_locked"() RETURNS trigger LANGUAGE plpgsql SET "search_path" = public, pg_temp AS $$
DECLARE
	changing text[] := '{patient_id,happened_at,error_reason,updated_at,updated_by,version}'::text[] || TG_ARGV;
	locked timestamptz;
BEGIN
	IF to_jsonb(NEW) - changing = to_jsonb(OLD) - changing THEN
		RETURN NEW;
	END IF;
	-- Waits for whoever locks it at the moment. One that was entered in error stays locked.
	SELECT locked_at INTO locked FROM encounter WHERE practice_id = OLD.practice_id AND id = OLD.encounter_id FOR SHARE;
	IF locked IS NOT NULL THEN
		RAISE EXCEPTION 'The encounter is locked' USING ERRCODE = 'check_violation', CONSTRAINT = 'encounter_locked';
	END IF;
	RETURN NEW;
END $$;--> statement-breakpoint
CREATE TRIGGER "condition_locked" BEFORE UPDATE ON "condition" FOR EACH ROW WHEN (OLD.encounter_id IS NOT NULL AND OLD.error_reason IS NULL) EXECUTE FUNCTION "refuse_change_in_locked"('clinical_status', 'verification_status', 'abatement');--> statement-breakpoint
CREATE TRIGGER "allergy_locked" BEFORE UPDATE ON "allergy" FOR EACH ROW WHEN (OLD.encounter_id IS NOT NULL AND OLD.error_reason IS NULL) EXECUTE FUNCTION "refuse_change_in_locked"('clinical_status', 'verification_status');--> statement-breakpoint
DROP TRIGGER "observation_locked" ON "observation";--> statement-breakpoint
CREATE TRIGGER "observation_locked" BEFORE UPDATE ON "observation" FOR EACH ROW WHEN (OLD.encounter_id IS NOT NULL AND OLD.error_reason IS NULL) EXECUTE FUNCTION "refuse_change_in_locked"();--> statement-breakpoint
CREATE TRIGGER "medication_locked" BEFORE UPDATE ON "medication" FOR EACH ROW WHEN (OLD.encounter_id IS NOT NULL AND OLD.error_reason IS NULL) EXECUTE FUNCTION "refuse_change_in_locked"('status', 'until_date', 'end_reason');--> statement-breakpoint
CREATE TRIGGER "immunization_locked" BEFORE UPDATE ON "immunization" FOR EACH ROW WHEN (OLD.encounter_id IS NOT NULL AND OLD.error_reason IS NULL) EXECUTE FUNCTION "refuse_change_in_locked"();--> statement-breakpoint
-- What was only planned is still begun, and what was begun still ends. What was done stays done.
CREATE TRIGGER "procedure_locked_planned" BEFORE UPDATE ON "procedure" FOR EACH ROW WHEN (OLD.encounter_id IS NOT NULL AND OLD.error_reason IS NULL AND OLD.status = 'preparation') EXECUTE FUNCTION "refuse_change_in_locked"('status', 'status_reason', 'performed_from', 'performed_until', 'doctor_id', 'outcome');--> statement-breakpoint
CREATE TRIGGER "procedure_locked_begun" BEFORE UPDATE ON "procedure" FOR EACH ROW WHEN (OLD.encounter_id IS NOT NULL AND OLD.error_reason IS NULL AND OLD.status IN ('in-progress', 'on-hold')) EXECUTE FUNCTION "refuse_change_in_locked"('status', 'status_reason', 'performed_until', 'outcome');--> statement-breakpoint
CREATE TRIGGER "procedure_locked_over" BEFORE UPDATE ON "procedure" FOR EACH ROW WHEN (OLD.encounter_id IS NOT NULL AND OLD.error_reason IS NULL AND OLD.status IN ('completed', 'not-done', 'stopped')) EXECUTE FUNCTION "refuse_change_in_locked"();
