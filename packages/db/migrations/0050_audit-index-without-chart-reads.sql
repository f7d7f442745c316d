-- Reads of charts leave the index of rare actions, which makes each a fifth dearer to write. Indexes of partitioned tables are
-- neither created nor dropped concurrently. So this one begins with the months that are empty, and `completeAuditIndexes` builds it
-- for the others, one at a time. Until then, searches for a rare action read all entries of the practice.
-- squawk-ignore require-concurrent-index-deletion
DROP INDEX "audit_entry_action_idx";--> statement-breakpoint
-- squawk-ignore require-concurrent-index-creation
CREATE INDEX "audit_entry_rare_action_idx" ON ONLY "audit_entry" USING btree ("practice_id","action","at","id") WHERE "audit_entry"."action" not in (
        'patient.byId', 'patient.list', 'patient.doctors', 'doctor.byId', 'doctor.list', 'assignment.list',
        'assignment.listForPatient', 'practice.mine', 'account.me', 'encounter.byId', 'encounter.list', 'chart.summary',
        'chart.timeline', 'observation.list', 'note.list', 'appointment.byId', 'appointment.list');--> statement-breakpoint
DO $$
DECLARE
	month regclass;
	is_filled boolean;
	own text;
	definition text := pg_get_indexdef('audit_entry_rare_action_idx'::regclass);
BEGIN
	FOR month IN SELECT inhrelid::regclass FROM pg_inherits WHERE inhparent = 'audit_entry'::regclass LOOP
		EXECUTE format('SELECT EXISTS (SELECT FROM %s)', month) INTO is_filled;
		CONTINUE WHEN is_filled;
		own := (SELECT relname FROM pg_class WHERE oid = month) || '_practice_id_action_at_id_idx';
		EXECUTE format('CREATE INDEX %I ON %s %s', own, month, substr(definition, strpos(definition, 'USING')));
		EXECUTE format('ALTER INDEX audit_entry_rare_action_idx ATTACH PARTITION %I', own);
	END LOOP;
END $$;
