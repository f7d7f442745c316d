-- As before. A new record waits for a merge of its patient before it locks the encounter, which the merge moves.
CREATE OR REPLACE FUNCTION "check_record_encounter"() RETURNS trigger LANGUAGE plpgsql SET "search_path" = public, pg_temp AS $$
DECLARE
	locked timestamptz;
BEGIN
	IF TG_OP = 'INSERT' THEN
		PERFORM FROM patient WHERE practice_id = NEW.practice_id AND id = NEW.patient_id FOR KEY SHARE;
	END IF;
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
END $$;
