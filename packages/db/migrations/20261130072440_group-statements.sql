-- As before. The statement that no allergy to some group is known is no allergy: it ends no other one, and is not ended.
CREATE OR REPLACE FUNCTION "check_none_known"() RETURNS trigger LANGUAGE plpgsql SET "search_path" = public, pg_temp AS $$
DECLARE
	is_moved boolean := TG_OP = 'UPDATE' AND NEW.patient_id IS DISTINCT FROM OLD.patient_id;
	of_groups text := 'http://hl7.org/fhir/uv/ips/CodeSystem/absent-unknown-uv-ips';
BEGIN
	IF NEW.substance #>> '{coding,system}' = of_groups THEN
		RETURN NEW;
	END IF;
	-- Two at once wait for each other.
	PERFORM FROM patient WHERE practice_id = NEW.practice_id AND id = NEW.patient_id FOR NO KEY UPDATE;
	IF is_moved AND NEW.is_none_known THEN
		-- A merge moves it to a patient who may have a statement or an active allergy.
		IF EXISTS (
			SELECT FROM allergy
			WHERE practice_id = NEW.practice_id AND patient_id = NEW.patient_id AND id <> NEW.id
				AND clinical_status = 'active' AND verification_status <> 'refuted' AND error_reason IS NULL
				AND substance #>> '{coding,system}' IS DISTINCT FROM of_groups
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
			AND substance #>> '{coding,system}' IS DISTINCT FROM of_groups
	) THEN
		RAISE EXCEPTION 'The patient has an active allergy' USING ERRCODE = 'check_violation', CONSTRAINT = 'allergy_none_known';
	END IF;
	RETURN NEW;
END $$;
