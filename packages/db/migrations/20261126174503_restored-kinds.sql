-- A removed patient's visits may return, so they need their visit types and rooms like those that stand.
CREATE FUNCTION "refuse_needed_removal"() RETURNS trigger LANGUAGE plpgsql SET "search_path" = public, pg_temp AS $$
BEGIN
	PERFORM FROM removed_record
	WHERE practice_id = OLD.practice_id AND record_type = 'patient'
		AND relations @> jsonb_build_object('appointment', jsonb_build_array(jsonb_build_object(TG_ARGV[0] || '_id', OLD.id)));
	IF FOUND THEN
		RAISE EXCEPTION 'A removed patient has visits with it' USING ERRCODE = 'foreign_key_violation';
	END IF;
	RETURN OLD;
END $$;
--> statement-breakpoint
CREATE TRIGGER "visit_type_needed" BEFORE DELETE ON "visit_type" FOR EACH ROW EXECUTE FUNCTION "refuse_needed_removal"('visit_type');
--> statement-breakpoint
CREATE TRIGGER "room_needed" BEFORE DELETE ON "room" FOR EACH ROW EXECUTE FUNCTION "refuse_needed_removal"('room');
--> statement-breakpoint
-- Visits that return. Their visit types and rooms that were removed before the triggers above are added again, inactive. A hold
-- that has expired returns cancelled, as its time may be taken.
CREATE FUNCTION "returning_visits"("of_practice" uuid, "visits" jsonb) RETURNS jsonb LANGUAGE plpgsql SET "search_path" = public, pg_temp AS $$
DECLARE
	visit jsonb;
	returned jsonb := '[]';
BEGIN
	FOR visit IN SELECT jsonb_array_elements(visits) LOOP
		PERFORM FROM visit_type WHERE practice_id = of_practice AND id = (visit->>'visit_type_id')::uuid;
		IF NOT FOUND THEN
			EXECUTE format('INSERT INTO %I (practice_id, id, name, minutes, is_active, created_by) VALUES ($1, $2, $3, $4, false, $5)', own_copy('visit_type', of_practice))
				USING of_practice, (visit->>'visit_type_id')::uuid, 'Removed ' || right(visit->>'visit_type_id', 12),
					least(720, greatest(5, extract(epoch FROM (visit->>'ends_at')::timestamptz - (visit->>'starts_at')::timestamptz) / 60))::integer, (visit->>'created_by')::uuid;
		END IF;
		PERFORM FROM room WHERE practice_id = of_practice AND id = (visit->>'room_id')::uuid;
		IF NOT FOUND AND visit->>'room_id' IS NOT NULL THEN
			EXECUTE format('INSERT INTO %I (practice_id, id, name, is_active, created_by) VALUES ($1, $2, $3, false, $4)', own_copy('room', of_practice))
				USING of_practice, (visit->>'room_id')::uuid, 'Removed ' || right(visit->>'room_id', 12), (visit->>'created_by')::uuid;
		END IF;
		IF visit->>'status' = 'pending' AND (visit->>'held_until')::timestamptz <= now() THEN
			visit := visit || '{"status": "cancelled", "cancelled_by": "system"}';
		END IF;
		returned := returned || visit;
	END LOOP;
	RETURN returned;
END $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION "restore_removed"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET "search_path" = public, pg_temp AS $$
DECLARE
	kind text := coalesce(to_jsonb(OLD)->>'record_type', TG_ARGV[0]);
	practice uuid := to_jsonb(OLD)->>'practice_id';
	restored_at timestamptz := greatest(began_at(), OLD.removed_at + interval '1 microsecond');
	restored jsonb := OLD.record || jsonb_build_object('version', OLD.version + 2, 'updated_at', restored_at, 'updated_by', acting_account(), 'shown_at', NULL);
	relation text;
	related jsonb;
BEGIN
	EXECUTE format('INSERT INTO %I (%3$s) SELECT %3$s FROM jsonb_populate_record(null::%2$I, $1)', own_copy(kind, practice), kind, kept_columns(kind, restored)) USING restored;
	IF practice IS NULL THEN
		EXECUTE format('INSERT INTO %I (record_id, version, valid_from, valid_to, changed_by) VALUES ($1, $2, $3, $4, $5)', own_copy(kind || '_version', practice))
			USING OLD.record_id, OLD.version + 1, OLD.removed_at, restored_at, OLD.removed_by;
	ELSE
		INSERT INTO record_version (practice_id, record_id, version, record_type, valid_from, valid_to, changed_by)
		VALUES (practice, OLD.record_id, OLD.version + 1, kind, OLD.removed_at, restored_at, OLD.removed_by);
	END IF;
	FOR relation, related IN SELECT key, value FROM jsonb_each(OLD.relations) LOOP
		IF relation = 'appointment' THEN
			related := returning_visits(practice, related);
		END IF;
		EXECUTE format('INSERT INTO %I (%3$s) SELECT %3$s FROM jsonb_populate_recordset(null::%2$I, $1)', own_copy(relation, practice), relation, kept_columns(relation, related->0)) USING related;
	END LOOP;
	RETURN OLD;
END $$;
