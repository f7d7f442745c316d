ALTER TABLE "sample_data" ADD COLUMN "removed_at" timestamp with time zone;--> statement-breakpoint
-- Signed notes of the invented can be removed, so nobody becomes one of them for whom a note was signed.
CREATE FUNCTION "keep_sample"() RETURNS trigger LANGUAGE plpgsql SET "search_path" = public, pg_temp AS $$
BEGIN
	IF EXISTS (
		SELECT FROM note WHERE practice_id = NEW.practice_id AND patient_id = ANY (NEW.patient_ids)
			AND (TG_OP = 'INSERT' OR patient_id <> ALL (OLD.patient_ids))
	) THEN
		RAISE EXCEPTION 'A patient with signed notes is not invented' USING ERRCODE = 'insufficient_privilege';
	END IF;
	RETURN NEW;
END $$;--> statement-breakpoint
CREATE TRIGGER "sample_data_keep" BEFORE INSERT OR UPDATE OF "patient_ids" ON "sample_data" FOR EACH ROW EXECUTE FUNCTION "keep_sample"();--> statement-breakpoint
-- Removes the signed notes of some patients of the sample data. A note that was another patient's before a merge stays. The
-- server may not delete these rows itself.
CREATE FUNCTION "remove_sample_notes"("of_practice" uuid, "of_patients" uuid[]) RETURNS SETOF uuid LANGUAGE plpgsql SECURITY DEFINER SET "search_path" = public, pg_temp AS $$
DECLARE
	found uuid[] := ARRAY(
		SELECT note.id FROM note JOIN sample_data AS sample ON sample.practice_id = note.practice_id
		WHERE note.practice_id = of_practice AND note.patient_id = ANY (of_patients) AND note.patient_id = ANY (sample.patient_ids)
			AND NOT EXISTS (
				SELECT FROM record_version AS was WHERE was.practice_id = of_practice AND was.record_type = 'note'
					AND was.record_id = note.id AND was.record->>'patient_id' <> note.patient_id::text));
BEGIN
	PERFORM set_config('caretype.erasing', 'on', true);
	DELETE FROM note_signature WHERE practice_id = of_practice AND note_id = ANY (found);
	DELETE FROM note WHERE practice_id = of_practice AND id = ANY (found);
	PERFORM set_config('caretype.erasing', 'off', true);
	RETURN QUERY SELECT unnest(found);
END $$;--> statement-breakpoint
REVOKE ALL ON FUNCTION "remove_sample_notes"(uuid, uuid[]) FROM PUBLIC;
