-- The oldest version whose servers may run on this schema: the time of its newest migration, as in the journal.
-- A migration that earlier servers cannot run on replaces this function.
CREATE FUNCTION "oldest_compatible_migration"() RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN 1795401866539;--> statement-breakpoint
-- As before, without CASE x WHEN y, which Citus passes to a shard as a boolean.
CREATE OR REPLACE FUNCTION "keep_version"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET "search_path" = public, pg_temp AS $$
DECLARE
	derived text[] := '{sort_name,search_text,last_key,first_key}';
	stamps text[] := '{updated_at,updated_by,version,withheld_versions,shown_at}';
	guarded text[] := guarded_columns(TG_TABLE_NAME);
	old_record jsonb := to_jsonb(OLD) - derived;
	new_record jsonb;
	practice uuid := coalesce(old_record->>'practice_id', '00000000-0000-0000-0000-000000000000');
	first_author uuid := coalesce(old_record->>'created_by', old_record->>'assigned_by');
	-- Of two transactions the later one may have begun first.
	ends timestamptz := greatest(now(), OLD.updated_at + interval '1 microsecond');
	relations jsonb := '{}';
	related jsonb;
BEGIN
	IF TG_OP = 'UPDATE' THEN
		IF NEW.id <> OLD.id OR to_jsonb(NEW)->>'practice_id' <> old_record->>'practice_id' THEN
			RAISE EXCEPTION 'A record keeps its id and its practice';
		END IF;
		new_record := to_jsonb(NEW) - derived - stamps;
		IF new_record = old_record - stamps THEN
			-- Nothing has changed: that is no version.
			RETURN OLD;
		END IF;
		IF guarded <> '{}' THEN
			IF new_record - guarded = old_record - stamps - guarded THEN
				NEW.withheld_versions := coalesce(OLD.withheld_versions, 0) + 1;
				NEW.shown_at := coalesce(OLD.shown_at, OLD.updated_at);
			ELSE
				NEW.withheld_versions := OLD.withheld_versions;
				NEW.shown_at := NULL;
			END IF;
		END IF;
		NEW.version := OLD.version + 1;
		NEW.updated_at := ends;
		NEW.updated_by := acting_account();
	END IF;
	INSERT INTO record_version (practice_id, record_id, version, record_type, valid_from, valid_to, changed_by, record)
	VALUES (practice, OLD.id, OLD.version, TG_TABLE_NAME, OLD.updated_at, ends,
		CASE WHEN OLD.version = 1 THEN first_author ELSE OLD.updated_by END, old_record - 'updated_by');
	IF TG_OP = 'UPDATE' THEN
		RETURN NEW;
	END IF;
	FOR argument IN 0 .. TG_NARGS - 1 BY 2 LOOP
		EXECUTE format('SELECT jsonb_agg(to_jsonb(related)) FROM %I AS related WHERE %I = $1 %s', TG_ARGV[argument], TG_ARGV[argument + 1],
				CASE WHEN old_record ? 'practice_id' THEN 'AND practice_id = $2' END)
			INTO related USING OLD.id, practice;
		IF related IS NOT NULL THEN
			relations := relations || jsonb_build_object(TG_ARGV[argument], related);
		END IF;
	END LOOP;
	INSERT INTO removed_record (practice_id, record_id, record_type, version, removed_at, removed_by, record, relations, removed_with)
	VALUES (practice, OLD.id, TG_TABLE_NAME, OLD.version, ends, acting_account(), old_record - 'updated_by', relations,
		CASE WHEN TG_TABLE_NAME = 'assignment' THEN nullif(current_setting('caretype.removed_with', true), '')::uuid END);
	RETURN OLD;
END $$;
