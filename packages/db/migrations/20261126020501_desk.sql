ALTER TABLE "appointment" ADD COLUMN "note" text;--> statement-breakpoint
ALTER TABLE "appointment" ADD COLUMN "cancelled_by" text;--> statement-breakpoint
ALTER TABLE "patient" ADD COLUMN "deceased_on" text;--> statement-breakpoint
ALTER TABLE "practice" ADD COLUMN "address" text;--> statement-breakpoint
ALTER TABLE "practice" ADD COLUMN "phone_number" text;--> statement-breakpoint
ALTER TABLE "practice" ADD COLUMN "email" text;--> statement-breakpoint
ALTER TABLE "appointment" ADD CONSTRAINT "appointment_cancelled_check" CHECK ("appointment"."cancelled_by" in ('practice', 'patient', 'system')) NOT VALID;
--> statement-breakpoint
-- Cancels the holds of a practice that have expired, except one. Its history names no account for this.
CREATE OR REPLACE FUNCTION "expire_holds"("of_practice" uuid, "except_id" uuid) RETURNS void LANGUAGE plpgsql SET "search_path" = public, pg_temp AS $$
DECLARE
	acting text := current_setting('caretype.account_id', true);
BEGIN
	PERFORM set_config('caretype.account_id', '', true);
	UPDATE appointment SET status = 'cancelled', cancelled_by = 'system'
		WHERE practice_id = of_practice AND status = 'pending' AND held_until <= now() AND id <> except_id;
	PERFORM set_config('caretype.account_id', coalesce(acting, ''), true);
END $$;
--> statement-breakpoint
-- Nothing is sent to a patient who has died: emails that wait are withdrawn, and open offers end. Their claims go, too, so
-- that reminders are written again if it is taken back.
CREATE FUNCTION "stop_mailing"("of_practice" uuid, "of_patient" uuid) RETURNS void LANGUAGE plpgsql SET "search_path" = public, pg_temp AS $$
BEGIN
	WITH withdrawn AS (
		DELETE FROM mail WHERE sent_at IS NULL AND id IN (
			SELECT told.mail_id FROM appointment AS own
				JOIN appointment_mail AS told ON told.practice_id = own.practice_id AND told.appointment_id = own.id
			WHERE own.practice_id = of_practice AND own.patient_id = of_patient)
		RETURNING id)
	DELETE FROM appointment_mail WHERE practice_id = of_practice AND mail_id IN (SELECT id FROM withdrawn);
	UPDATE appointment SET status = 'cancelled', cancelled_by = 'system'
		WHERE practice_id = of_practice AND patient_id = of_patient AND status = 'pending' AND id IN (
			SELECT appointment_id FROM waitlist_offer WHERE practice_id = of_practice AND ended_at IS NULL);
END $$;
--> statement-breakpoint
CREATE FUNCTION "stop_mailing_deceased"() RETURNS trigger LANGUAGE plpgsql SET "search_path" = public, pg_temp AS $$
BEGIN
	PERFORM stop_mailing(NEW.practice_id, NEW.id);
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER "patient_deceased" AFTER UPDATE ON "patient" FOR EACH ROW
	WHEN (OLD.deceased_on IS NULL AND NEW.deceased_on IS NOT NULL)
	EXECUTE FUNCTION "stop_mailing_deceased"();
--> statement-breakpoint
-- A merge moves appointments, also to a patient who has died.
CREATE FUNCTION "stop_mailing_moved"() RETURNS trigger LANGUAGE plpgsql SET "search_path" = public, pg_temp AS $$
BEGIN
	IF EXISTS (SELECT FROM patient WHERE practice_id = NEW.practice_id AND id = NEW.patient_id AND deceased_on IS NOT NULL) THEN
		PERFORM stop_mailing(NEW.practice_id, NEW.patient_id);
	END IF;
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER "appointment_moved" AFTER UPDATE OF "patient_id" ON "appointment" FOR EACH ROW
	WHEN (OLD.patient_id <> NEW.patient_id)
	EXECUTE FUNCTION "stop_mailing_moved"();
