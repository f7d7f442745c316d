-- A claim without an email is told once the patient is written to again. A reminder is written when it is due, so its claim goes.
CREATE OR REPLACE FUNCTION "stop_mailing"("of_practice" uuid, "of_patient" uuid) RETURNS void LANGUAGE plpgsql SET "search_path" = public, pg_temp AS $$
BEGIN
	IF to_regclass('mail') IS NOT NULL THEN
		WITH withdrawn AS (
			DELETE FROM mail WHERE sent_at IS NULL AND id IN (
				SELECT told.mail_id FROM appointment AS own
					JOIN appointment_mail AS told ON told.practice_id = own.practice_id AND told.appointment_id = own.id
				WHERE own.practice_id = of_practice AND own.patient_id = of_patient)
			RETURNING id), untold AS (
			UPDATE appointment_mail SET mail_id = NULL
				WHERE practice_id = of_practice AND kind <> 'reminder' AND mail_id IN (SELECT id FROM withdrawn))
		DELETE FROM appointment_mail WHERE practice_id = of_practice AND kind = 'reminder' AND mail_id IN (SELECT id FROM withdrawn);
	END IF;
	UPDATE appointment SET status = 'cancelled', cancelled_by = 'system'
		WHERE practice_id = of_practice AND patient_id = of_patient AND status = 'pending' AND id IN (
			SELECT appointment_id FROM waitlist_offer WHERE practice_id = of_practice AND ended_at IS NULL);
END $$;
