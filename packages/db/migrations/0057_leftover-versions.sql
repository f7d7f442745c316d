-- Undone imports left versions of records that had been changed back. They go, except those of a record that was imported again
-- and changed since, and of an appointment that a removed patient keeps.
DELETE FROM record_version AS past USING import_record AS made, import_batch AS batch
WHERE batch.undone_at IS NOT NULL AND made.practice_id = batch.practice_id AND made.import_id = batch.id
	AND made.record_type IN ('appointment', 'encounter', 'condition', 'allergy', 'observation', 'medication', 'immunization', 'procedure')
	AND past.practice_id = made.practice_id AND past.record_id = made.record_id AND past.record_type = made.record_type
	AND NOT EXISTS (SELECT FROM appointment AS own WHERE own.practice_id = made.practice_id AND own.id = made.record_id AND own.version > past.version)
	AND NOT EXISTS (SELECT FROM encounter AS own WHERE own.practice_id = made.practice_id AND own.id = made.record_id AND own.version > past.version)
	AND NOT EXISTS (SELECT FROM condition AS own WHERE own.practice_id = made.practice_id AND own.id = made.record_id AND own.version > past.version)
	AND NOT EXISTS (SELECT FROM allergy AS own WHERE own.practice_id = made.practice_id AND own.id = made.record_id AND own.version > past.version)
	AND NOT EXISTS (SELECT FROM observation AS own WHERE own.practice_id = made.practice_id AND own.id = made.record_id AND own.version > past.version)
	AND NOT EXISTS (SELECT FROM medication AS own WHERE own.practice_id = made.practice_id AND own.id = made.record_id AND own.version > past.version)
	AND NOT EXISTS (SELECT FROM immunization AS own WHERE own.practice_id = made.practice_id AND own.id = made.record_id AND own.version > past.version)
	AND NOT EXISTS (SELECT FROM procedure AS own WHERE own.practice_id = made.practice_id AND own.id = made.record_id AND own.version > past.version)
	AND (
		EXISTS (SELECT FROM appointment AS own WHERE own.practice_id = made.practice_id AND own.id = made.record_id)
		OR NOT EXISTS (
			SELECT FROM record_version AS kept
				JOIN removed_record AS holder ON holder.practice_id = kept.practice_id AND holder.record_id = (kept.record->>'patient_id')::uuid
			WHERE kept.practice_id = made.practice_id AND kept.record_id = made.record_id
				AND holder.relations->'appointment' @> jsonb_build_array(jsonb_build_object('id', made.record_id))
		)
	);
