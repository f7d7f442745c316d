-- Gives the assignments that a merge moved, and that were removed since, back to the merged patient. The server may not write
-- these rows itself.
CREATE FUNCTION "give_back_removed_assignments"("of_practice" uuid, "of_merge" uuid) RETURNS void LANGUAGE sql SECURITY DEFINER SET "search_path" = public, pg_temp AS $$
	UPDATE removed_record AS removed SET record = jsonb_set(removed.record, '{patient_id}', to_jsonb(merge.merged_id))
	FROM patient_merge AS merge
	WHERE merge.practice_id = of_practice AND merge.id = of_merge
		AND removed.practice_id = of_practice AND removed.record_type = 'assignment'
		AND merge.moved->'assignments' ? removed.record_id::text
		AND removed.record->>'patient_id' = merge.kept_id::text
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION "give_back_removed_assignments"(uuid, uuid) FROM PUBLIC;--> statement-breakpoint
-- Undone merges had left them with the kept patient.
UPDATE removed_record AS removed SET record = jsonb_set(removed.record, '{patient_id}', to_jsonb(merge.merged_id))
FROM patient_merge AS merge
WHERE merge.undone_at IS NOT NULL AND removed.practice_id = merge.practice_id AND removed.record_type = 'assignment'
	AND removed.removed_at BETWEEN merge.merged_at AND merge.undone_at
	AND merge.moved->'assignments' ? removed.record_id::text
	AND removed.record->>'patient_id' = merge.kept_id::text;
