-- Whoever changes hours without an account, such as an administrator in SQL, is unknown, as in other records.
-- squawk-ignore ban-drop-not-null
ALTER TABLE "opening_hours" ALTER COLUMN "updated_by" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "opening_hours" ALTER COLUMN "version" SET DEFAULT 2;--> statement-breakpoint
ALTER TABLE "note_kind" ADD COLUMN "updated_by" uuid;--> statement-breakpoint
ALTER TABLE "room" ADD COLUMN "updated_by" uuid;--> statement-breakpoint
ALTER TABLE "saved_view" ADD COLUMN "updated_by" uuid;--> statement-breakpoint
ALTER TABLE "visit_type" ADD COLUMN "updated_by" uuid;--> statement-breakpoint
-- As before. Opening hours are known by their doctor.
CREATE OR REPLACE FUNCTION "keep_version"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET "search_path" = public, pg_temp AS $$
DECLARE
	derived text[] := '{sort_name,search_text,last_key,first_key,happened_at}';
	stamps text[] := '{updated_at,updated_by,version,withheld_versions,shown_at}';
	guarded text[] := guarded_columns(TG_TABLE_NAME);
	old_record jsonb := to_jsonb(OLD) - derived;
	new_record jsonb;
	own_id uuid := coalesce(old_record->>'id', old_record->>'doctor_id');
	practice uuid := coalesce(old_record->>'practice_id', '00000000-0000-0000-0000-000000000000');
	first_author uuid := coalesce(old_record->>'created_by', old_record->>'assigned_by');
	-- Of two transactions the later one may have begun first.
	ends timestamptz := greatest(now(), OLD.updated_at + interval '1 microsecond');
	relations jsonb := '{}';
	related jsonb;
BEGIN
	IF TG_OP = 'UPDATE' THEN
		new_record := to_jsonb(NEW) - derived - stamps;
		IF coalesce(new_record->>'id', new_record->>'doctor_id') <> own_id::text OR new_record->>'practice_id' <> old_record->>'practice_id' THEN
			RAISE EXCEPTION 'A record keeps its id and its practice';
		END IF;
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
	VALUES (practice, own_id, OLD.version, TG_TABLE_NAME, OLD.updated_at, ends,
		CASE WHEN OLD.version = 1 THEN first_author ELSE OLD.updated_by END, old_record - 'updated_by');
	IF TG_OP = 'UPDATE' THEN
		RETURN NEW;
	END IF;
	FOR argument IN 0 .. TG_NARGS - 1 BY 2 LOOP
		EXECUTE format('SELECT jsonb_agg(to_jsonb(related)) FROM %I AS related WHERE %I = $1 %s', TG_ARGV[argument], TG_ARGV[argument + 1],
				CASE WHEN old_record ? 'practice_id' THEN 'AND practice_id = $2' END)
			INTO related USING own_id, practice;
		IF related IS NOT NULL THEN
			relations := relations || jsonb_build_object(TG_ARGV[argument], related);
		END IF;
	END LOOP;
	INSERT INTO removed_record (practice_id, record_id, record_type, version, removed_at, removed_by, record, relations, removed_with)
	VALUES (practice, own_id, TG_TABLE_NAME, OLD.version, ends, acting_account(), old_record - 'updated_by', relations,
		CASE WHEN TG_TABLE_NAME = 'assignment' THEN nullif(current_setting('caretype.removed_with', true), '')::uuid END);
	RETURN OLD;
END $$;--> statement-breakpoint
-- As before, also of tables without patients.
CREATE OR REPLACE FUNCTION "forget_versions"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET "search_path" = public, pg_temp AS $$
DECLARE
	gone jsonb := to_jsonb(coalesce(OLD, NEW));
BEGIN
	IF TG_OP = 'DELETE' AND TG_TABLE_NAME = 'appointment' AND NOT EXISTS (
		SELECT FROM patient WHERE practice_id = (gone->>'practice_id')::uuid AND id = (gone->>'patient_id')::uuid
	) THEN
		RETURN NULL;
	END IF;
	DELETE FROM record_version
	WHERE practice_id = (gone->>'practice_id')::uuid AND record_id = coalesce(gone->>'id', gone->>'doctor_id')::uuid AND record_type = TG_TABLE_NAME;
	RETURN NULL;
END $$;--> statement-breakpoint
-- Counts the versions of records that keep none, and says when they were changed.
CREATE FUNCTION "stamp_version"() RETURNS trigger LANGUAGE plpgsql SET "search_path" = public, pg_temp AS $$
DECLARE
	stamps text[] := '{updated_at,version}';
BEGIN
	IF to_jsonb(NEW) - stamps = to_jsonb(OLD) - stamps THEN
		RETURN OLD;
	END IF;
	NEW.version := OLD.version + 1;
	NEW.updated_at := greatest(now(), OLD.updated_at + interval '1 microsecond');
	RETURN NEW;
END $$;--> statement-breakpoint
CREATE TRIGGER "room_keep_version" BEFORE UPDATE ON "room" FOR EACH ROW EXECUTE FUNCTION "keep_version"();--> statement-breakpoint
CREATE TRIGGER "room_forget_versions" AFTER DELETE ON "room" FOR EACH ROW WHEN (OLD.version > 1) EXECUTE FUNCTION "forget_versions"();--> statement-breakpoint
CREATE TRIGGER "visit_type_keep_version" BEFORE UPDATE ON "visit_type" FOR EACH ROW EXECUTE FUNCTION "keep_version"();--> statement-breakpoint
CREATE TRIGGER "visit_type_forget_versions" AFTER DELETE ON "visit_type" FOR EACH ROW WHEN (OLD.version > 1) EXECUTE FUNCTION "forget_versions"();--> statement-breakpoint
CREATE TRIGGER "note_kind_keep_version" BEFORE UPDATE ON "note_kind" FOR EACH ROW EXECUTE FUNCTION "keep_version"();--> statement-breakpoint
CREATE TRIGGER "note_kind_forget_versions" AFTER DELETE ON "note_kind" FOR EACH ROW WHEN (OLD.version > 1) EXECUTE FUNCTION "forget_versions"();--> statement-breakpoint
CREATE TRIGGER "saved_view_keep_version" BEFORE UPDATE ON "saved_view" FOR EACH ROW EXECUTE FUNCTION "keep_version"();--> statement-breakpoint
CREATE TRIGGER "saved_view_forget_versions" AFTER DELETE ON "saved_view" FOR EACH ROW WHEN (OLD.version > 1) EXECUTE FUNCTION "forget_versions"();--> statement-breakpoint
CREATE TRIGGER "opening_hours_keep_version" BEFORE UPDATE ON "opening_hours" FOR EACH ROW EXECUTE FUNCTION "keep_version"();--> statement-breakpoint
CREATE TRIGGER "opening_hours_forget_versions" AFTER DELETE ON "opening_hours" FOR EACH ROW WHEN (OLD.version > 2) EXECUTE FUNCTION "forget_versions"();--> statement-breakpoint
CREATE TRIGGER "room_begins_now" BEFORE INSERT ON "room" FOR EACH ROW WHEN (NEW.version <> 1 OR NEW.updated_at <> now() OR NEW.created_at <> now() OR NEW.updated_by IS NOT NULL) EXECUTE FUNCTION "refuse_made_up_past"();--> statement-breakpoint
CREATE TRIGGER "visit_type_begins_now" BEFORE INSERT ON "visit_type" FOR EACH ROW WHEN (NEW.version <> 1 OR NEW.updated_at <> now() OR NEW.created_at <> now() OR NEW.updated_by IS NOT NULL) EXECUTE FUNCTION "refuse_made_up_past"();--> statement-breakpoint
CREATE TRIGGER "note_kind_begins_now" BEFORE INSERT ON "note_kind" FOR EACH ROW WHEN (NEW.version <> 1 OR NEW.updated_at <> now() OR NEW.created_at <> now() OR NEW.updated_by IS NOT NULL) EXECUTE FUNCTION "refuse_made_up_past"();--> statement-breakpoint
CREATE TRIGGER "saved_view_begins_now" BEFORE INSERT ON "saved_view" FOR EACH ROW WHEN (NEW.version <> 1 OR NEW.updated_at <> now() OR NEW.created_at <> now() OR NEW.updated_by IS NOT NULL) EXECUTE FUNCTION "refuse_made_up_past"();--> statement-breakpoint
CREATE TRIGGER "note_draft_begins_now" BEFORE INSERT ON "note_draft" FOR EACH ROW WHEN (NEW.version <> 1 OR NEW.updated_at <> now() OR NEW.created_at <> now()) EXECUTE FUNCTION "refuse_made_up_past"();--> statement-breakpoint
-- A merge moves drafts and restrictions without a new version. Whoever is writing a draft goes on.
CREATE TRIGGER "note_draft_stamp_version" BEFORE UPDATE ON "note_draft" FOR EACH ROW WHEN (OLD.patient_id = NEW.patient_id) EXECUTE FUNCTION "stamp_version"();--> statement-breakpoint
CREATE TRIGGER "restriction_stamp_version" BEFORE UPDATE ON "restriction" FOR EACH ROW WHEN (OLD.readers IS DISTINCT FROM NEW.readers) EXECUTE FUNCTION "stamp_version"();
