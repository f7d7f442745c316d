ALTER TABLE "appointment" ADD COLUMN "cancelled_by" text;--> statement-breakpoint
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
