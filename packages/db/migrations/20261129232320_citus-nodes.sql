-- On Citus, an expression that reads a distributed table without a column fails, and only a trigger that a month has before it
-- becomes a partition reaches its shards.
CREATE OR REPLACE FUNCTION "make_audit_partitions"("months_ahead" integer) RETURNS void LANGUAGE plpgsql SET "lock_timeout" = '2s' SET "search_path" = public, pg_temp AS $$
DECLARE
	month timestamp := date_trunc('month', now() AT TIME ZONE 'UTC');
	last_month timestamp := month + make_interval(months => months_ahead);
	partition text;
	begins timestamptz;
	ends timestamptz;
BEGIN
	WHILE month <= last_month LOOP
		partition := 'audit_entry_' || to_char(month, 'YYYY_MM');
		begins := month AT TIME ZONE 'UTC';
		month := month + interval '1 month';
		ends := month AT TIME ZONE 'UTC';
		CONTINUE WHEN to_regclass(partition) IS NOT NULL;
		-- Another process may be at it. Whoever writes entries does not wait for this lock, nor is waited for.
		LOCK TABLE audit_entry IN SHARE UPDATE EXCLUSIVE MODE;
		CONTINUE WHEN to_regclass(partition) IS NOT NULL;
		-- Entries are never moved: a month that has some in the default partition stays there.
		CONTINUE WHEN EXISTS (SELECT 1 FROM audit_entry_default WHERE at >= begins AND at < ends);
		-- Attached and not made as a partition, which would wait for every transaction that has written an entry.
		EXECUTE format('CREATE TABLE %I (LIKE audit_entry INCLUDING DEFAULTS)', partition);
		PERFORM refuse_audit_truncate(partition);
		EXECUTE format('ALTER TABLE audit_entry ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', partition, begins, ends);
	END LOOP;
END $$;
--> statement-breakpoint
-- On Citus, it runs on a node without emails, so the call that notes the death withdraws them. Earlier servers rely on this.
CREATE OR REPLACE FUNCTION "stop_mailing"("of_practice" uuid, "of_patient" uuid) RETURNS void LANGUAGE plpgsql SET "search_path" = public, pg_temp AS $$
BEGIN
	IF to_regclass('mail') IS NOT NULL THEN
		WITH withdrawn AS (
			DELETE FROM mail WHERE sent_at IS NULL AND id IN (
				SELECT told.mail_id FROM appointment AS own
					JOIN appointment_mail AS told ON told.practice_id = own.practice_id AND told.appointment_id = own.id
				WHERE own.practice_id = of_practice AND own.patient_id = of_patient)
			RETURNING id)
		DELETE FROM appointment_mail WHERE practice_id = of_practice AND mail_id IN (SELECT id FROM withdrawn);
	END IF;
	UPDATE appointment SET status = 'cancelled', cancelled_by = 'system'
		WHERE practice_id = of_practice AND patient_id = of_patient AND status = 'pending' AND id IN (
			SELECT appointment_id FROM waitlist_offer WHERE practice_id = of_practice AND ended_at IS NULL);
END $$;
