CREATE TABLE "doctor_version" (
	"record_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"valid_from" timestamp with time zone NOT NULL,
	"valid_to" timestamp with time zone NOT NULL,
	"changed_by" uuid,
	"record" jsonb,
	CONSTRAINT "doctor_version_pkey" PRIMARY KEY("record_id","version")
);
--> statement-breakpoint
CREATE TABLE "removed_doctor" (
	"record_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"removed_at" timestamp with time zone NOT NULL,
	"removed_by" uuid,
	"record" jsonb NOT NULL,
	"relations" jsonb DEFAULT '{}'::jsonb NOT NULL,
	CONSTRAINT "removed_doctor_pkey" PRIMARY KEY("record_id")
);
--> statement-breakpoint
-- They stay while the doctor is removed: no node may read those of all practices.
ALTER TABLE "opening_hours" DROP CONSTRAINT "opening_hours_doctor_fkey";
--> statement-breakpoint
CREATE INDEX "doctor_version_ended_idx" ON "doctor_version" USING btree ("record_id","valid_to");--> statement-breakpoint
CREATE INDEX "removed_doctor_newest_idx" ON "removed_doctor" USING btree ("removed_at","record_id");
--> statement-breakpoint
-- When the transaction began. All nodes of Citus say the same, also while each changes its copy of a table.
CREATE FUNCTION "began_at"() RETURNS timestamptz LANGUAGE plpgsql STABLE SET "search_path" = public, pg_temp AS $$
DECLARE
	stamp timestamptz;
BEGIN
	IF current_setting('citus.version', true) IS NOT NULL AND to_regprocedure('get_current_transaction_id()') IS NOT NULL THEN
		EXECUTE 'SELECT transaction_stamp FROM get_current_transaction_id()' INTO stamp;
	END IF;
	RETURN coalesce(stamp, now());
END $$;
--> statement-breakpoint
-- Where this node keeps its copy of a table, or the rows of a practice. A trigger runs on the node, and may write only there.
CREATE FUNCTION "own_copy"("of_table" text, "of_practice" uuid) RETURNS text LANGUAGE plpgsql STABLE SET "search_path" = public, pg_temp AS $$
DECLARE
	copy text;
BEGIN
	IF to_regclass('pg_dist_shard') IS NOT NULL THEN
		EXECUTE 'SELECT shard_name(logicalrelid, get_shard_id_for_distribution_column(logicalrelid, $2)) FROM pg_dist_partition WHERE logicalrelid = $1::regclass'
			INTO copy USING of_table, coalesce(of_practice, '00000000-0000-0000-0000-000000000000');
	END IF;
	RETURN coalesce(copy, of_table);
END $$;
--> statement-breakpoint
-- Locks a row of a table that Citus copies, in the coordinator's copy, which each change needs as well. Citus itself would lock
-- the whole table, and two that then change it would wait for each other.
CREATE FUNCTION "lock_copy"("of_table" text, "of_id" uuid, "strength" text) RETURNS void LANGUAGE plpgsql SET "search_path" = public, pg_temp AS $$
BEGIN
	EXECUTE format('SELECT FROM %I WHERE id = $1 FOR %s', own_copy(of_table, NULL), strength) USING of_id;
END $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION "keep_version"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET "search_path" = public, pg_temp AS $$
DECLARE
	derived text[] := '{sort_name,search_text,last_key,first_key,happened_at}';
	stamps text[] := '{updated_at,updated_by,version,withheld_versions,shown_at}';
	-- Never the table's own name: Citus keeps rows in tables such as patient_102008.
	kind text := TG_ARGV[0];
	guarded text[] := guarded_columns(kind);
	old_record jsonb := to_jsonb(OLD) - derived;
	new_record jsonb;
	own_id uuid := coalesce(old_record->>'id', old_record->>'doctor_id');
	-- Null in the directory.
	practice uuid := old_record->>'practice_id';
	first_author uuid := coalesce(old_record->>'created_by', old_record->>'assigned_by');
	-- Of two transactions the later one may have begun first.
	ends timestamptz := greatest(began_at(), OLD.updated_at + interval '1 microsecond');
	relations jsonb := '{}';
	related jsonb;
	author uuid := CASE WHEN OLD.version = 1 THEN first_author ELSE OLD.updated_by END;
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
	IF practice IS NULL THEN
		EXECUTE format('INSERT INTO %I (record_id, version, valid_from, valid_to, changed_by, record) VALUES ($1, $2, $3, $4, $5, $6)', own_copy(kind || '_version', practice))
			USING own_id, OLD.version, OLD.updated_at, ends, author, old_record - 'updated_by';
	ELSE
		INSERT INTO record_version (practice_id, record_id, version, record_type, valid_from, valid_to, changed_by, record)
		VALUES (practice, own_id, OLD.version, kind, OLD.updated_at, ends, author, old_record - 'updated_by');
	END IF;
	IF TG_OP = 'UPDATE' THEN
		RETURN NEW;
	END IF;
	FOR argument IN 1 .. TG_NARGS - 1 BY 2 LOOP
		EXECUTE format('SELECT jsonb_agg(to_jsonb(related)) FROM %I AS related WHERE %I = $1 %s', TG_ARGV[argument], TG_ARGV[argument + 1],
				CASE WHEN practice IS NOT NULL THEN 'AND practice_id = $2' END)
			INTO related USING own_id, practice;
		IF related IS NOT NULL THEN
			relations := relations || jsonb_build_object(TG_ARGV[argument], related);
		END IF;
	END LOOP;
	IF practice IS NULL THEN
		EXECUTE format('INSERT INTO %I (record_id, version, removed_at, removed_by, record, relations) VALUES ($1, $2, $3, $4, $5, $6)', own_copy('removed_' || kind, practice))
			USING own_id, OLD.version, ends, acting_account(), old_record - 'updated_by', relations;
	ELSE
		INSERT INTO removed_record (practice_id, record_id, record_type, version, removed_at, removed_by, record, relations, removed_with)
		VALUES (practice, own_id, kind, OLD.version, ends, acting_account(), old_record - 'updated_by', relations,
			CASE WHEN kind = 'assignment' THEN nullif(current_setting('caretype.removed_with', true), '')::uuid END);
	END IF;
	RETURN OLD;
END $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION "forget_versions"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET "search_path" = public, pg_temp AS $$
DECLARE
	gone jsonb := to_jsonb(coalesce(OLD, NEW));
BEGIN
	IF TG_OP = 'DELETE' AND TG_ARGV[0] = 'appointment' AND NOT EXISTS (
		SELECT FROM patient WHERE practice_id = (gone->>'practice_id')::uuid AND id = (gone->>'patient_id')::uuid
	) THEN
		RETURN NULL;
	END IF;
	DELETE FROM record_version
	WHERE practice_id = (gone->>'practice_id')::uuid AND record_id = coalesce(gone->>'id', gone->>'doctor_id')::uuid AND record_type = TG_ARGV[0];
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION "keep_former_name"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET "search_path" = public, pg_temp AS $$
BEGIN
	EXECUTE format('INSERT INTO %I (account_id, until_at, name)
		SELECT $1, greatest($2, max(until_at) + interval ''1 microsecond''), $3 FROM former_name WHERE account_id = $1', own_copy('former_name', NULL))
		-- At the end of the call, which is under the old name. Copies of a table on nodes have to say the same.
		USING OLD.id, CASE WHEN to_regclass('pg_dist_shard') IS NULL THEN clock_timestamp() ELSE began_at() END, OLD.name;
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION "keep_signed"() RETURNS trigger LANGUAGE plpgsql SET "search_path" = public, pg_temp AS $$
DECLARE
	changing text[] := CASE WHEN TG_ARGV[0] = 'note' THEN '{patient_id,happened_at,updated_at,updated_by,version}' ELSE '{}' END;
BEGIN
	IF TG_OP = 'DELETE' AND current_setting('caretype.erasing', true) = 'on' THEN
		RETURN OLD;
	END IF;
	IF TG_OP = 'UPDATE' THEN
		IF TG_ARGV[0] = 'note' AND to_jsonb(OLD)->>'error_reason' IS NULL THEN
			changing := changing || '{error_reason}'::text[];
		END IF;
		IF to_jsonb(NEW) - changing = to_jsonb(OLD) - changing THEN
			RETURN NEW;
		END IF;
	END IF;
	RAISE EXCEPTION 'What was signed cannot be changed or removed' USING ERRCODE = 'check_violation', CONSTRAINT = 'note_signed';
END $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION "check_appointment"() RETURNS trigger LANGUAGE plpgsql SET "search_path" = public, pg_temp AS $$
DECLARE
	zone text;
	most integer;
	counted integer;
BEGIN
	IF NEW.status IN ('cancelled', 'noshow') OR NEW.ends_at <= now() THEN
		RETURN NEW;
	END IF;
	IF TG_OP = 'UPDATE' AND OLD.status NOT IN ('cancelled', 'noshow')
		AND (OLD.override_reason IS NULL OR NEW.override_reason IS NOT NULL)
		AND (NEW.doctor_id, NEW.slot, NEW.starts_at, NEW.occupied_from, NEW.occupied_to)
			= (OLD.doctor_id, OLD.slot, OLD.starts_at, OLD.occupied_from, OLD.occupied_to) THEN
		RETURN NEW;
	END IF;
	-- The number is `booking` in advisory-locks.ts.
	PERFORM pg_advisory_xact_lock(48615, hashtext(NEW.practice_id::text));
	PERFORM expire_holds(NEW.practice_id, NEW.id);
	-- Not locked here: the foreign key does, and Citus would lock the whole directory.
	SELECT max_appointments_per_day INTO most FROM doctor WHERE id = NEW.doctor_id;
	IF NOT FOUND THEN
		RAISE EXCEPTION 'No such doctor' USING ERRCODE = 'foreign_key_violation', CONSTRAINT = 'appointment_doctor_fkey';
	END IF;
	IF NEW.override_reason IS NOT NULL THEN
		RETURN NEW;
	END IF;
	SELECT count(*) INTO counted FROM appointment
	WHERE practice_id = NEW.practice_id AND doctor_id = NEW.doctor_id AND id <> NEW.id AND slot <> NEW.slot
		AND status IN ('pending', 'booked', 'arrived', 'fulfilled')
		-- No appointment takes a day.
		AND starts_at BETWEEN NEW.starts_at - interval '2 days' AND NEW.starts_at + interval '2 days'
		AND tstzrange(occupied_from, occupied_to) && tstzrange(NEW.occupied_from, NEW.occupied_to);
	IF counted > 0 THEN
		RAISE EXCEPTION 'The doctor has another appointment' USING ERRCODE = 'exclusion_violation', CONSTRAINT = 'appointment_doctor_excl';
	END IF;
	SELECT count(*) INTO counted FROM appointment
	WHERE practice_id = NEW.practice_id AND doctor_id = NEW.doctor_id AND id <> NEW.id AND slot = NEW.slot
		AND starts_at = NEW.starts_at AND status IN ('pending', 'booked', 'arrived', 'fulfilled');
	IF counted >= (SELECT seats FROM visit_type WHERE practice_id = NEW.practice_id AND id = NEW.visit_type_id) THEN
		RAISE EXCEPTION 'All seats are taken' USING ERRCODE = 'exclusion_violation', CONSTRAINT = 'appointment_doctor_excl';
	END IF;
	zone := coalesce((SELECT time_zone FROM practice WHERE id = NEW.practice_id), 'UTC');
	SELECT count(*) INTO counted FROM appointment
	WHERE practice_id = NEW.practice_id AND doctor_id = NEW.doctor_id AND id <> NEW.id AND status <> 'cancelled'
		AND starts_at BETWEEN NEW.starts_at - interval '2 days' AND NEW.starts_at + interval '2 days'
		AND (starts_at AT TIME ZONE zone)::date = (NEW.starts_at AT TIME ZONE zone)::date;
	IF counted >= most THEN
		RAISE EXCEPTION 'The doctor''s day is full' USING ERRCODE = 'check_violation', CONSTRAINT = 'appointment_day_full';
	END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION "check_note_encounter"() RETURNS trigger LANGUAGE plpgsql SET "search_path" = public, pg_temp AS $$
DECLARE
	locked timestamptz;
BEGIN
	-- Waits for whoever locks it at the moment.
	SELECT locked_at INTO locked FROM encounter
	WHERE practice_id = NEW.practice_id AND id = NEW.encounter_id AND patient_id = NEW.patient_id AND error_reason IS NULL
	FOR SHARE;
	IF NOT FOUND THEN
		RAISE EXCEPTION 'The patient has no such encounter' USING ERRCODE = 'foreign_key_violation', CONSTRAINT = TG_ARGV[0] || '_encounter_fkey';
	END IF;
	IF (locked IS NOT NULL) <> NEW.is_late THEN
		RAISE EXCEPTION 'The encounter is locked' USING ERRCODE = 'check_violation', CONSTRAINT = 'encounter_locked';
	END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION "check_record_encounter"() RETURNS trigger LANGUAGE plpgsql SET "search_path" = public, pg_temp AS $$
DECLARE
	locked timestamptz;
BEGIN
	IF TG_OP = 'INSERT' THEN
		PERFORM FROM patient WHERE practice_id = NEW.practice_id AND id = NEW.patient_id FOR KEY SHARE;
	END IF;
	-- Waits for whoever locks it at the moment.
	SELECT locked_at INTO locked FROM encounter
	WHERE practice_id = NEW.practice_id AND id = NEW.encounter_id AND patient_id = NEW.patient_id AND error_reason IS NULL
	FOR SHARE;
	IF NOT FOUND THEN
		RAISE EXCEPTION 'The patient has no such encounter' USING ERRCODE = 'foreign_key_violation', CONSTRAINT = TG_ARGV[0] || '_encounter_fkey';
	END IF;
	IF locked IS NOT NULL THEN
		RAISE EXCEPTION 'The encounter is locked' USING ERRCODE = 'check_violation', CONSTRAINT = 'encounter_locked';
	END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION "refuse_made_up_past"() RETURNS trigger LANGUAGE plpgsql SET "search_path" = public, pg_temp AS $$
DECLARE
	given jsonb := to_jsonb(NEW);
BEGIN
	IF pg_has_role((SELECT relowner FROM pg_class WHERE oid = 'audit_entry'::regclass), 'USAGE') THEN
		RETURN NEW;
	END IF;
	IF given->>'version' <> '1' OR given->>'updated_by' IS NOT NULL OR given->>'withheld_versions' IS NOT NULL OR given->>'shown_at' IS NOT NULL THEN
		RAISE EXCEPTION 'A record begins now, as version 1' USING ERRCODE = 'insufficient_privilege';
	END IF;
	-- Set, not compared: a default comes from the coordinator's clock.
	RETURN jsonb_populate_record(NEW, jsonb_build_object('created_at', began_at(), 'assigned_at', began_at(), 'updated_at', began_at()));
END $$;
--> statement-breakpoint
-- A removed row is deleted to restore its record, where the row is. Only the owner of the tables erases it.
CREATE FUNCTION "restore_removed"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET "search_path" = public, pg_temp AS $$
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
		EXECUTE format('INSERT INTO %I (%3$s) SELECT %3$s FROM jsonb_populate_recordset(null::%2$I, $1)', own_copy(relation, practice), relation, kept_columns(relation, related->0)) USING related;
	END LOOP;
	RETURN OLD;
END $$;
--> statement-breakpoint
CREATE FUNCTION "erase_removed"() RETURNS trigger LANGUAGE plpgsql SET "search_path" = public, pg_temp AS $$
BEGIN
	IF NOT pg_has_role((SELECT relowner FROM pg_class WHERE oid = 'audit_entry'::regclass), 'USAGE') THEN
		RAISE EXCEPTION 'Only the owner of the tables erases what was removed' USING ERRCODE = 'insufficient_privilege';
	END IF;
	RETURN OLD;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION "restore_removed"() FROM PUBLIC;
--> statement-breakpoint
CREATE TRIGGER "removed_record_restore" BEFORE DELETE ON "removed_record" FOR EACH ROW
	WHEN (current_setting('caretype.erasing', true) IS DISTINCT FROM 'on') EXECUTE FUNCTION "restore_removed"();
--> statement-breakpoint
CREATE TRIGGER "removed_record_erase" BEFORE DELETE ON "removed_record" FOR EACH ROW
	WHEN (current_setting('caretype.erasing', true) = 'on') EXECUTE FUNCTION "erase_removed"();
--> statement-breakpoint
CREATE TRIGGER "removed_doctor_restore" BEFORE DELETE ON "removed_doctor" FOR EACH ROW
	WHEN (current_setting('caretype.erasing', true) IS DISTINCT FROM 'on') EXECUTE FUNCTION "restore_removed"('doctor');
--> statement-breakpoint
CREATE TRIGGER "removed_doctor_erase" BEFORE DELETE ON "removed_doctor" FOR EACH ROW
	WHEN (current_setting('caretype.erasing', true) = 'on') EXECUTE FUNCTION "erase_removed"();
--> statement-breakpoint
-- With the caller's rights: Citus refuses to read rows that another role has changed in the transaction.
CREATE OR REPLACE FUNCTION "restore_record"("of_type" text, "of_practice" uuid, "of_id" uuid) RETURNS boolean LANGUAGE plpgsql SECURITY INVOKER SET "search_path" = public, pg_temp AS $$
BEGIN
	IF of_type = 'doctor' THEN
		DELETE FROM removed_doctor WHERE record_id = of_id;
	ELSE
		DELETE FROM removed_record WHERE practice_id = of_practice AND record_id = of_id AND record_type = of_type;
	END IF;
	RETURN FOUND;
END $$;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION "restore_record"(text, uuid, uuid) TO PUBLIC;
--> statement-breakpoint
-- The undo of a merge gives removed assignments back, too: whoever restores one, or its doctor, restores it to the right patient.
CREATE FUNCTION "give_back_removed"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET "search_path" = public, pg_temp AS $$
BEGIN
	UPDATE removed_record SET record = jsonb_set(record, '{patient_id}', to_jsonb(OLD.merged_id))
	WHERE practice_id = OLD.practice_id AND record_type = 'assignment' AND OLD.moved->'assignments' ? record_id::text
		AND record->>'patient_id' = OLD.kept_id::text;
	RETURN NULL;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION "give_back_removed"() FROM PUBLIC;
--> statement-breakpoint
CREATE TRIGGER "patient_merge_give_back" AFTER UPDATE ON "patient_merge" FOR EACH ROW
	WHEN (OLD.undone_at IS NULL AND NEW.undone_at IS NOT NULL) EXECUTE FUNCTION "give_back_removed"();
--> statement-breakpoint
CREATE OR REPLACE FUNCTION "server_rights"() RETURNS TABLE ("object" text, "granted" text[], "holds" text[]) LANGUAGE sql STABLE SET "search_path" = public, pg_temp AS $$
	WITH role AS (SELECT oid FROM pg_roles WHERE rolname = 'caretype_server'),
	audit AS (SELECT relowner AS owner, relnamespace AS namespace FROM pg_class WHERE oid = 'audit_entry'::regclass)
	SELECT 'TABLE ' || ours.oid::regclass,
		CASE
			WHEN ours.relnamespace <> audit.namespace THEN '{SELECT,INSERT,UPDATE,DELETE}'
			WHEN ours.relispartition THEN '{}'
			WHEN ours.relname IN ('audit_entry', 'audit_seal', 'break_glass', 'note_signature') THEN '{SELECT,INSERT}'
			WHEN ours.relname = 'note' THEN '{SELECT,INSERT,UPDATE}'
			WHEN ours.relname IN ('removed_record', 'removed_doctor') THEN '{SELECT,DELETE}'
			WHEN ours.relname IN ('record_version', 'doctor_version', 'former_name', 'audit_archive') THEN '{SELECT}'
			ELSE '{SELECT,INSERT,UPDATE,DELETE}'
		END::text[],
		ARRAY(
			SELECT privilege FROM unnest('{SELECT,INSERT,UPDATE,DELETE,TRUNCATE,REFERENCES,TRIGGER}'::text[]) WITH ORDINALITY AS known (privilege, place)
			WHERE has_table_privilege((SELECT oid FROM role), ours.oid, privilege) ORDER BY place
		)
	FROM pg_class AS ours JOIN audit ON ours.relnamespace IN (audit.namespace, to_regnamespace('pgboss')) AND ours.relowner = audit.owner
	WHERE ours.relkind IN ('r', 'p')
	UNION ALL
	SELECT 'SCHEMA pgboss', '{USAGE}',
		ARRAY(
			SELECT privilege FROM unnest('{USAGE,CREATE}'::text[]) WITH ORDINALITY AS known (privilege, place)
			WHERE has_schema_privilege((SELECT oid FROM role), ours.oid, privilege) ORDER BY place
		)
	FROM pg_namespace AS ours JOIN audit ON ours.nspowner = audit.owner
	WHERE ours.nspname = 'pgboss'
	UNION ALL
	SELECT 'FUNCTION ' || ours.oid::regprocedure, '{EXECUTE}',
		CASE WHEN has_function_privilege((SELECT oid FROM role), ours.oid, 'EXECUTE') THEN '{EXECUTE}' ELSE '{}' END::text[]
	FROM pg_proc AS ours JOIN audit ON ours.pronamespace = audit.namespace AND ours.proowner = audit.owner
	WHERE ours.prosecdef AND ours.prorettype <> 'trigger'::regtype
$$;
--> statement-breakpoint
-- These triggers get the kind of their record.
DO $$
DECLARE
	own record;
BEGIN
	FOR own IN
		SELECT replace(replace(pg_get_triggerdef(oid), 'CREATE TRIGGER', 'CREATE OR REPLACE TRIGGER'), ', ''opening_hours'', ''doctor_id''', '') AS definition,
			tgrelid::regclass::text AS kind, tgnargs > 0 AS has_others, tgname AS name, tgenabled = 'A' AS is_always
		FROM pg_trigger
		WHERE tgfoid IN ('keep_version'::regproc, 'forget_versions'::regproc, 'keep_signed'::regproc, 'check_note_encounter'::regproc, 'check_record_encounter'::regproc)
	LOOP
		EXECUTE regexp_replace(own.definition, 'EXECUTE FUNCTION (\S+)\(', format('EXECUTE FUNCTION \1(%L%s', own.kind, CASE WHEN own.has_others THEN ', ' END));
		-- Those of signed notes hold for whoever copies rows, too.
		IF own.is_always THEN
			EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER %I', own.kind, own.name);
		END IF;
	END LOOP;
END $$;
