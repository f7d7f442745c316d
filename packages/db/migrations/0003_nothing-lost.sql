CREATE INDEX "audit_entry_time_idx" ON "audit_entry" USING brin ("at") WITH (pages_per_range=32,autosummarize=true);--> statement-breakpoint
CREATE TABLE "audit_seal" (
	"number" bigint NOT NULL,
	"from_at" timestamp with time zone NOT NULL,
	"until_at" timestamp with time zone NOT NULL,
	"entries" integer NOT NULL,
	"leaves" "bytea" NOT NULL,
	"previous_hash" "bytea" NOT NULL,
	"hash" "bytea" NOT NULL,
	CONSTRAINT "audit_seal_pkey" PRIMARY KEY("number"),
	CONSTRAINT "audit_seal_number_check" CHECK ("audit_seal"."number" between 1 and 9007199254740991)
);
--> statement-breakpoint
CREATE TABLE "idempotency_key" (
	"account_id" uuid NOT NULL,
	"key" text NOT NULL,
	"action" text NOT NULL,
	"input_hash" "bytea" NOT NULL,
	"outcome" text NOT NULL,
	"answer" json,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "idempotency_key_pkey" PRIMARY KEY("account_id","key")
);
--> statement-breakpoint
CREATE TABLE "import_batch" (
	"practice_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"source" text NOT NULL,
	"patients" integer NOT NULL,
	"doctors" integer NOT NULL,
	"assignments" integer NOT NULL,
	"imported_at" timestamp with time zone DEFAULT now() NOT NULL,
	"imported_by" uuid NOT NULL,
	"undone_at" timestamp with time zone,
	"undone_by" uuid,
	CONSTRAINT "import_batch_pkey" PRIMARY KEY("practice_id","id")
);
--> statement-breakpoint
CREATE TABLE "import_record" (
	"practice_id" uuid NOT NULL,
	"import_id" uuid NOT NULL,
	"record_id" uuid NOT NULL,
	"record_type" text NOT NULL,
	CONSTRAINT "import_record_pkey" PRIMARY KEY("practice_id","import_id","record_id"),
	CONSTRAINT "import_record_type_check" CHECK ("import_record"."record_type" in ('patient', 'doctor', 'assignment'))
);
--> statement-breakpoint
CREATE TABLE "patient_merge" (
	"practice_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kept_id" uuid NOT NULL,
	"merged_id" uuid NOT NULL,
	"moved" jsonb NOT NULL,
	"merged_at" timestamp with time zone DEFAULT now() NOT NULL,
	"merged_by" uuid NOT NULL,
	"undone_at" timestamp with time zone,
	"undone_by" uuid,
	CONSTRAINT "patient_merge_pkey" PRIMARY KEY("practice_id","id")
);
--> statement-breakpoint
CREATE TABLE "record_version" (
	"practice_id" uuid NOT NULL,
	"record_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"record_type" text NOT NULL,
	"valid_from" timestamp with time zone NOT NULL,
	"valid_to" timestamp with time zone NOT NULL,
	"changed_by" uuid,
	"record" jsonb,
	CONSTRAINT "record_version_pkey" PRIMARY KEY("practice_id","record_id","version"),
	CONSTRAINT "record_version_type_check" CHECK ("record_version"."record_type" in ('patient', 'doctor', 'assignment'))
);
--> statement-breakpoint
CREATE TABLE "removed_record" (
	"practice_id" uuid NOT NULL,
	"record_id" uuid NOT NULL,
	"record_type" text NOT NULL,
	"version" integer NOT NULL,
	"removed_at" timestamp with time zone NOT NULL,
	"removed_by" uuid,
	"record" jsonb NOT NULL,
	"relations" jsonb DEFAULT '{}'::jsonb NOT NULL,
	CONSTRAINT "removed_record_pkey" PRIMARY KEY("practice_id","record_id"),
	CONSTRAINT "removed_record_type_check" CHECK ("removed_record"."record_type" in ('patient', 'doctor', 'assignment'))
);
--> statement-breakpoint
ALTER TABLE "assignment" ADD COLUMN "updated_by" uuid;--> statement-breakpoint
ALTER TABLE "doctor" ADD COLUMN "updated_by" uuid;--> statement-breakpoint
ALTER TABLE "patient" ADD COLUMN "updated_by" uuid;--> statement-breakpoint
ALTER TABLE "import_batch" ADD CONSTRAINT "import_batch_practice_fkey" FOREIGN KEY ("practice_id") REFERENCES "public"."practice"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_record" ADD CONSTRAINT "import_record_batch_fkey" FOREIGN KEY ("practice_id","import_id") REFERENCES "public"."import_batch"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "patient_merge" ADD CONSTRAINT "patient_merge_practice_fkey" FOREIGN KEY ("practice_id") REFERENCES "public"."practice"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "idempotency_key_created_idx" ON "idempotency_key" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "patient_merge_kept_idx" ON "patient_merge" USING btree ("practice_id","kept_id","id");--> statement-breakpoint
CREATE INDEX "patient_merge_merged_idx" ON "patient_merge" USING btree ("practice_id","merged_id","id");--> statement-breakpoint
CREATE INDEX "record_version_ended_idx" ON "record_version" USING btree ("practice_id","record_id","valid_to");--> statement-breakpoint
CREATE INDEX "removed_record_newest_idx" ON "removed_record" USING btree ("practice_id","record_type","removed_at","record_id");--> statement-breakpoint
CREATE INDEX "patient_birth_idx" ON "patient" USING btree ("practice_id","date_of_birth");--> statement-breakpoint
CREATE INDEX "patient_phone_idx" ON "patient" USING btree ("practice_id",right(regexp_replace("phone_number", '[^0-9]', '', 'g'), 9)) WHERE "patient"."phone_number" is not null;--> statement-breakpoint
CREATE INDEX "patient_email_idx" ON "patient" USING btree ("practice_id",lower("email")) WHERE "patient"."email" is not null;--> statement-breakpoint
DROP INDEX "audit_entry_account_idx";--> statement-breakpoint
CREATE INDEX "audit_entry_account_idx" ON "audit_entry" USING btree ("account_id","practice_id","at","id") WHERE "audit_entry"."account_id" is not null;--> statement-breakpoint
DROP INDEX "audit_entry_subject_idx";--> statement-breakpoint
CREATE INDEX "audit_entry_subject_idx" ON "audit_entry" USING gin ("subject_ids") WITH (fastupdate=false) WHERE "audit_entry"."subject_ids" is not null;--> statement-breakpoint
-- The account that a transaction is for, as its begin says it; null where it says nothing.
CREATE FUNCTION "acting_account"() RETURNS uuid LANGUAGE sql STABLE RETURN nullif(current_setting('caretype.account_id', true), '')::uuid;--> statement-breakpoint
-- Of every table of records: stamps each new version, and keeps the one before. A removed record is kept whole, with
-- the rows of those tables that go with it and that the trigger names: table and key, by turns. Its owner's rights
-- are what lets it write where the server may only read; temporary tables come last, as anybody may make those.
CREATE FUNCTION "keep_version"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET "search_path" = public, pg_temp AS $$
DECLARE
	derived text[] := '{sort_name,search_text}';
	stamps text[] := '{updated_at,updated_by,version}';
	old_record jsonb := to_jsonb(OLD) - derived;
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
		IF to_jsonb(NEW) - derived - stamps = old_record - stamps THEN
			-- Nothing has changed: that is no version.
			RETURN OLD;
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
	INSERT INTO removed_record (practice_id, record_id, record_type, version, removed_at, removed_by, record, relations)
	VALUES (practice, OLD.id, TG_TABLE_NAME, OLD.version, ends, acting_account(), old_record - 'updated_by', relations);
	RETURN OLD;
END $$;
--> statement-breakpoint
CREATE TRIGGER "patient_keep_version" BEFORE UPDATE OR DELETE ON "patient" FOR EACH ROW EXECUTE FUNCTION "keep_version"('patient_external_id', 'patient_id');--> statement-breakpoint
CREATE TRIGGER "doctor_keep_version" BEFORE UPDATE OR DELETE ON "doctor" FOR EACH ROW EXECUTE FUNCTION "keep_version"('doctor_external_id', 'doctor_id');--> statement-breakpoint
CREATE TRIGGER "assignment_keep_version" BEFORE UPDATE OR DELETE ON "assignment" FOR EACH ROW EXECUTE FUNCTION "keep_version"();--> statement-breakpoint
-- Of a row that was kept as JSON, the columns that it can be put back with: one that the table has got since then has
-- its default.
CREATE FUNCTION "kept_columns"("of_table" text, "kept_row" jsonb) RETURNS text LANGUAGE sql STABLE SET "search_path" = public, pg_temp AS $$
	SELECT string_agg(quote_ident(attname), ', ') FROM pg_attribute
	WHERE attrelid = quote_ident(of_table)::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = '' AND kept_row ? attname
$$;
--> statement-breakpoint
-- Whoever serves could give a new record a past that it never had: all that is not made now, as a first version, is the
-- owner's to make, as where a removed record is brought back.
CREATE FUNCTION "refuse_made_up_past"() RETURNS trigger LANGUAGE plpgsql SET "search_path" = pg_catalog, pg_temp AS $$
BEGIN
	IF NOT pg_has_role((SELECT relowner FROM pg_class WHERE oid = TG_RELID), 'USAGE') THEN
		RAISE EXCEPTION 'A record begins now, as version 1' USING ERRCODE = 'insufficient_privilege';
	END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER "patient_begins_now" BEFORE INSERT ON "patient" FOR EACH ROW WHEN (NEW.version <> 1 OR NEW.updated_at <> now() OR NEW.created_at <> now() OR NEW.updated_by IS NOT NULL) EXECUTE FUNCTION "refuse_made_up_past"();--> statement-breakpoint
CREATE TRIGGER "doctor_begins_now" BEFORE INSERT ON "doctor" FOR EACH ROW WHEN (NEW.version <> 1 OR NEW.updated_at <> now() OR NEW.created_at <> now() OR NEW.updated_by IS NOT NULL) EXECUTE FUNCTION "refuse_made_up_past"();--> statement-breakpoint
CREATE TRIGGER "assignment_begins_now" BEFORE INSERT ON "assignment" FOR EACH ROW WHEN (NEW.version <> 1 OR NEW.updated_at <> now() OR NEW.assigned_at <> now() OR NEW.updated_by IS NOT NULL) EXECUTE FUNCTION "refuse_made_up_past"();--> statement-breakpoint
-- Brings a removed record back, as the next version but one: the one between says that it was gone. With it come
-- the rows that went with it; it fails where one of their keys was taken since. False where it is not removed. Its
-- owner's rights are what lets it write where the server may only read.
CREATE FUNCTION "restore_record"("of_type" text, "of_practice" uuid, "of_id" uuid) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET "search_path" = public, pg_temp AS $$
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
	restored := removed.record || jsonb_build_object('version', removed.version + 2, 'updated_at', restored_at, 'updated_by', acting_account());
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
-- Who may call these could write what the server may not: a trigger of anybody's own table, too, runs with such rights.
REVOKE ALL ON FUNCTION "keep_version"(), "restore_record"(text, uuid, uuid) FROM PUBLIC;--> statement-breakpoint
-- A seal is made once, as an entry is. Its leaves are hashes, which no compression makes smaller.
CREATE TRIGGER "audit_seal_append_only" BEFORE UPDATE OR DELETE ON "audit_seal" FOR EACH ROW EXECUTE FUNCTION "refuse_audit_change"();--> statement-breakpoint
ALTER TABLE "audit_seal" ENABLE ALWAYS TRIGGER "audit_seal_append_only";--> statement-breakpoint
CREATE TRIGGER "audit_seal_no_truncate" BEFORE TRUNCATE ON "audit_seal" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_audit_change"();--> statement-breakpoint
ALTER TABLE "audit_seal" ENABLE ALWAYS TRIGGER "audit_seal_no_truncate";--> statement-breakpoint
ALTER TABLE "audit_seal" ALTER COLUMN "leaves" SET STORAGE EXTERNAL;--> statement-breakpoint
-- Who serves makes no tables: it asks for the partitions of the coming months, and for nothing else.
CREATE FUNCTION "make_coming_audit_partitions"() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET "search_path" = public, pg_temp AS $$
BEGIN
	PERFORM make_audit_partitions(3);
END $$;
--> statement-breakpoint
-- Who serves may not read the migrator's own table.
CREATE FUNCTION "newest_migration"() RETURNS bigint LANGUAGE plpgsql STABLE SECURITY DEFINER SET "search_path" = public, pg_temp AS $$
BEGIN
	RETURN (SELECT max(created_at) FROM drizzle.__drizzle_migrations);
END $$;
--> statement-breakpoint
-- What caretype_server, the role that serves, is to have: with the rows of each table all rights, but for those that
-- tell what has happened; nothing with partitions, which are reached through their table; and the functions that have
-- their owner's rights, where not only triggers call them.
CREATE FUNCTION "server_rights"() RETURNS TABLE ("object" text, "granted" text[], "holds" text[]) LANGUAGE sql STABLE SET "search_path" = public, pg_temp AS $$
	WITH role AS (SELECT oid FROM pg_roles WHERE rolname = 'caretype_server'),
	audit AS (SELECT relowner AS owner, relnamespace AS namespace FROM pg_class WHERE oid = 'audit_entry'::regclass)
	SELECT 'TABLE ' || ours.oid::regclass,
		CASE
			WHEN ours.relispartition THEN '{}'
			WHEN ours.relname IN ('audit_entry', 'audit_seal') THEN '{SELECT,INSERT}'
			WHEN ours.relname IN ('record_version', 'removed_record') THEN '{SELECT}'
			ELSE '{SELECT,INSERT,UPDATE,DELETE}'
		END::text[],
		ARRAY(
			SELECT privilege FROM unnest('{SELECT,INSERT,UPDATE,DELETE,TRUNCATE,REFERENCES,TRIGGER}'::text[]) WITH ORDINALITY AS known (privilege, place)
			WHERE has_table_privilege((SELECT oid FROM role), ours.oid, privilege) ORDER BY place
		)
	FROM pg_class AS ours JOIN audit ON ours.relnamespace = audit.namespace AND ours.relowner = audit.owner
	WHERE ours.relkind IN ('r', 'p')
	UNION ALL
	SELECT 'FUNCTION ' || ours.oid::regprocedure, '{EXECUTE}',
		CASE WHEN has_function_privilege((SELECT oid FROM role), ours.oid, 'EXECUTE') THEN '{EXECUTE}' ELSE '{}' END::text[]
	FROM pg_proc AS ours JOIN audit ON ours.pronamespace = audit.namespace AND ours.proowner = audit.owner
	WHERE ours.prosecdef AND ours.prorettype <> 'trigger'::regtype
$$;
--> statement-breakpoint
-- May the session's user take that role on? Is it another than the owner, as where an operator has seen to it? And
-- does the role lack rights, or have others than it is to have?
CREATE FUNCTION "server_role_state"() RETURNS TABLE ("may_take" boolean, "is_apart" boolean, "lacks" boolean, "differs" boolean) LANGUAGE sql STABLE SET "search_path" = public, pg_temp AS $$
	SELECT
		coalesce((
			SELECT pg_has_role(session_user, oid, CASE WHEN current_setting('server_version_num')::integer < 160000 THEN 'MEMBER' ELSE 'SET' END)
			FROM pg_roles WHERE rolname = 'caretype_server'
		), false),
		NOT pg_has_role(session_user, (SELECT relowner FROM pg_class WHERE oid = 'audit_entry'::regclass), 'MEMBER'),
		bool_or(NOT holds @> granted),
		bool_or(holds <> granted)
	FROM server_rights()
$$;
--> statement-breakpoint
-- Makes the role, if the session's user may, lets that user take it on, and gives it its rights. It is one role for
-- all databases of the cluster, so others may be at the same.
CREATE FUNCTION "set_up_server_role"() RETURNS void LANGUAGE plpgsql SET "search_path" = public, pg_temp AS $$
DECLARE
	wanted record;
BEGIN
	IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'caretype_server') THEN
		BEGIN
			CREATE ROLE caretype_server NOLOGIN;
		EXCEPTION WHEN duplicate_object OR unique_violation THEN
			NULL;
		END;
	END IF;
	IF NOT (SELECT may_take FROM server_role_state()) THEN
		BEGIN
			EXECUTE format('GRANT caretype_server TO %I', session_user);
		EXCEPTION WHEN insufficient_privilege OR unique_violation OR internal_error THEN
			-- Not ours to give; or another has given it at this moment.
			NULL;
		END;
	END IF;
	GRANT USAGE ON SCHEMA public TO caretype_server;
	FOR wanted IN SELECT object, granted FROM server_rights() WHERE holds <> granted LOOP
		EXECUTE format('REVOKE ALL ON %s FROM caretype_server', wanted.object);
		IF wanted.granted <> '{}' THEN
			EXECUTE format('GRANT %s ON %s TO caretype_server', array_to_string(wanted.granted, ', '), wanted.object);
		END IF;
	END LOOP;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION "make_coming_audit_partitions"(), "newest_migration"() FROM PUBLIC;
