ALTER TABLE "patient" ADD COLUMN "withheld_versions" integer;--> statement-breakpoint
ALTER TABLE "patient" ADD COLUMN "shown_at" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "patient_shown_idx" ON "patient" USING btree ("practice_id",coalesce("shown_at", "updated_at"),"id");--> statement-breakpoint
-- Written by hand from here on.
-- The columns that are withheld from some readers, as the schemas of the API have them.
CREATE FUNCTION "guarded_columns"("of_table" text) RETURNS text[] LANGUAGE sql IMMUTABLE SET "search_path" = pg_catalog, pg_temp
	RETURN CASE of_table WHEN 'patient' THEN '{medical_history}'::text[] ELSE '{}'::text[] END;--> statement-breakpoint
-- As before; and a version that changes nothing but guarded columns is counted, with the time from which the record is
-- as everybody sees it.
CREATE OR REPLACE FUNCTION "keep_version"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET "search_path" = public, pg_temp AS $$
DECLARE
	derived text[] := '{sort_name,search_text}';
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
		CASE OLD.version WHEN 1 THEN first_author ELSE OLD.updated_by END, old_record - 'updated_by');
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
		CASE TG_TABLE_NAME WHEN 'assignment' THEN nullif(current_setting('caretype.removed_with', true), '')::uuid END);
	RETURN OLD;
END $$;
--> statement-breakpoint
-- As before; and what is back is so for everybody from then on.
CREATE OR REPLACE FUNCTION "restore_record"("of_type" text, "of_practice" uuid, "of_id" uuid) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET "search_path" = public, pg_temp AS $$
DECLARE
	removed removed_record;
	restored_at timestamptz;
	restored jsonb;
	relation text;
	related jsonb;
BEGIN
	SELECT * INTO removed FROM removed_record
		WHERE practice_id = of_practice AND record_id = of_id AND record_type = of_type FOR UPDATE;
	IF NOT FOUND THEN
		RETURN false;
	END IF;
	restored_at := greatest(now(), removed.removed_at + interval '1 microsecond');
	restored := removed.record || jsonb_build_object('version', removed.version + 2, 'updated_at', restored_at, 'updated_by', acting_account(), 'shown_at', NULL);
	EXECUTE format('INSERT INTO %1$I (%2$s) SELECT %2$s FROM jsonb_populate_record(null::%1$I, $1)', removed.record_type, kept_columns(removed.record_type, restored)) USING restored;
	INSERT INTO record_version (practice_id, record_id, version, record_type, valid_from, valid_to, changed_by, record)
	VALUES (removed.practice_id, removed.record_id, removed.version + 1, removed.record_type, removed.removed_at, restored_at, removed.removed_by, NULL);
	FOR relation, related IN SELECT key, value FROM jsonb_each(removed.relations) LOOP
		EXECUTE format('INSERT INTO %1$I (%2$s) SELECT %2$s FROM jsonb_populate_recordset(null::%1$I, $1)', relation, kept_columns(relation, related->0)) USING related;
	END LOOP;
	DELETE FROM removed_record WHERE practice_id = of_practice AND record_id = of_id;
	RETURN true;
END $$;
--> statement-breakpoint
DROP TRIGGER "patient_begins_now" ON "patient";--> statement-breakpoint
CREATE TRIGGER "patient_begins_now" BEFORE INSERT ON "patient" FOR EACH ROW WHEN (NEW.version <> 1 OR NEW.updated_at <> now() OR NEW.created_at <> now() OR NEW.updated_by IS NOT NULL OR NEW.withheld_versions IS NOT NULL OR NEW.shown_at IS NOT NULL) EXECUTE FUNCTION "refuse_made_up_past"();--> statement-breakpoint
-- What was changed before this is counted likewise. Only patients who have such a version are written to.
CREATE TEMPORARY TABLE "withheld_before" ON COMMIT DROP AS
WITH every AS (
	SELECT practice_id, record_id, version, valid_from, record FROM record_version WHERE record_type = 'patient'
	UNION ALL
	SELECT practice_id, id, version, updated_at, to_jsonb(patient) FROM patient WHERE version > 1
),
compared AS (
	SELECT practice_id, record_id, version, valid_from,
		coalesce(record - '{sort_name,search_text,updated_at,updated_by,version,withheld_versions,shown_at}'::text[] - guarded_columns('patient')
			= lag(record) OVER earlier - '{sort_name,search_text,updated_at,updated_by,version,withheld_versions,shown_at}'::text[] - guarded_columns('patient')
			AND lag(version) OVER earlier = version - 1, false) AS is_withheld
	FROM every WINDOW earlier AS (PARTITION BY practice_id, record_id ORDER BY version)
),
counted AS (
	SELECT practice_id, record_id, version, is_withheld,
		count(*) FILTER (WHERE is_withheld) OVER earlier AS versions,
		max(valid_from) FILTER (WHERE NOT is_withheld) OVER earlier AS shown_from
	FROM compared WINDOW earlier AS (PARTITION BY practice_id, record_id ORDER BY version)
)
SELECT practice_id, record_id, version, versions, CASE WHEN is_withheld THEN shown_from END AS shown_at
FROM counted WHERE versions > 0;--> statement-breakpoint
UPDATE record_version AS kept
SET record = kept.record || jsonb_build_object('withheld_versions', before.versions, 'shown_at', before.shown_at)
FROM withheld_before AS before
WHERE kept.practice_id = before.practice_id AND kept.record_id = before.record_id AND kept.version = before.version AND kept.record IS NOT NULL;--> statement-breakpoint
UPDATE removed_record AS kept
SET record = kept.record || jsonb_build_object('withheld_versions', before.versions, 'shown_at', before.shown_at)
FROM withheld_before AS before
WHERE kept.practice_id = before.practice_id AND kept.record_id = before.record_id AND kept.version = before.version;--> statement-breakpoint
-- The trigger would take these stamps for a change.
ALTER TABLE "patient" DISABLE TRIGGER "patient_keep_version";--> statement-breakpoint
UPDATE patient SET withheld_versions = before.versions, shown_at = before.shown_at
FROM withheld_before AS before
WHERE patient.practice_id = before.practice_id AND patient.id = before.record_id AND patient.version = before.version;--> statement-breakpoint
ALTER TABLE "patient" ENABLE TRIGGER "patient_keep_version";--> statement-breakpoint
DROP TABLE "withheld_before";
