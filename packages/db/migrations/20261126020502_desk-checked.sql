ALTER TABLE "appointment" VALIDATE CONSTRAINT "appointment_cancelled_check";--> statement-breakpoint
-- Who cancelled was an English sentence in the reason. Nobody changes these appointments, so their versions stay.
CREATE FUNCTION pg_temp.named_canceller(visit jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
	SELECT CASE WHEN visit->>'status' = 'cancelled' THEN visit || jsonb_build_object(
		'cancelled_by', CASE
			WHEN visit->>'cancellation_reason' IN ('Cancelled by the patient', 'Declined by the patient') THEN 'patient'
			WHEN visit->>'cancellation_reason' IS NOT NULL THEN 'practice'
			WHEN visit->>'held_until' IS NOT NULL THEN 'system'
		END,
		'cancellation_reason', CASE
			WHEN visit->>'cancellation_reason' NOT IN ('Cancelled by the patient', 'Declined by the patient', 'Left the waitlist')
			THEN visit->>'cancellation_reason'
		END
	) ELSE visit END
$$;--> statement-breakpoint
ALTER TABLE "appointment" DISABLE TRIGGER "appointment_keep_version";--> statement-breakpoint
UPDATE appointment AS own SET
	cancelled_by = pg_temp.named_canceller(to_jsonb(own))->>'cancelled_by',
	cancellation_reason = pg_temp.named_canceller(to_jsonb(own))->>'cancellation_reason'
WHERE status = 'cancelled' AND cancelled_by IS NULL;--> statement-breakpoint
ALTER TABLE "appointment" ENABLE TRIGGER "appointment_keep_version";--> statement-breakpoint
UPDATE record_version SET record = pg_temp.named_canceller(record)
WHERE record_type = 'appointment' AND record->>'status' = 'cancelled';--> statement-breakpoint
UPDATE removed_record SET relations = jsonb_set(relations, '{appointment}',
	(SELECT jsonb_agg(pg_temp.named_canceller(visit)) FROM jsonb_array_elements(relations->'appointment') AS visit))
WHERE record_type = 'patient' AND relations->'appointment' @? '$[*].status ? (@ == "cancelled")';
