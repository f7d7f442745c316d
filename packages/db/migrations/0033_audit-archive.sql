CREATE TABLE "audit_archive" (
	"number" integer NOT NULL,
	"from_at" timestamp with time zone NOT NULL,
	"until_at" timestamp with time zone NOT NULL,
	"entries" bigint NOT NULL,
	"seal" bigint NOT NULL,
	"seal_until" timestamp with time zone NOT NULL,
	"seal_hash" "bytea" NOT NULL,
	"next_entries" integer NOT NULL,
	"file_name" text NOT NULL,
	"file_hash" "bytea" NOT NULL,
	"previous_hash" "bytea" NOT NULL,
	"hash" "bytea" NOT NULL,
	CONSTRAINT "audit_archive_pkey" PRIMARY KEY("number"),
	CONSTRAINT "audit_archive_number_check" CHECK ("audit_archive"."number" > 0)
);
--> statement-breakpoint
CREATE TRIGGER "audit_archive_append_only" BEFORE UPDATE OR DELETE ON "audit_archive" FOR EACH ROW EXECUTE FUNCTION "refuse_audit_change"();--> statement-breakpoint
ALTER TABLE "audit_archive" ENABLE ALWAYS TRIGGER "audit_archive_append_only";--> statement-breakpoint
CREATE TRIGGER "audit_archive_no_truncate" BEFORE TRUNCATE ON "audit_archive" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_audit_change"();--> statement-breakpoint
ALTER TABLE "audit_archive" ENABLE ALWAYS TRIGGER "audit_archive_no_truncate";--> statement-breakpoint
-- As in 0009. The server reads what is archived, but only the tables' owner archives.
CREATE OR REPLACE FUNCTION "server_rights"() RETURNS TABLE ("object" text, "granted" text[], "holds" text[]) LANGUAGE sql STABLE SET "search_path" = public, pg_temp AS $$
	WITH role AS (SELECT oid FROM pg_roles WHERE rolname = 'caretype_server'),
	audit AS (SELECT relowner AS owner, relnamespace AS namespace FROM pg_class WHERE oid = 'audit_entry'::regclass)
	SELECT 'TABLE ' || ours.oid::regclass,
		CASE
			WHEN ours.relnamespace <> audit.namespace THEN '{SELECT,INSERT,UPDATE,DELETE}'
			WHEN ours.relispartition THEN '{}'
			WHEN ours.relname IN ('audit_entry', 'audit_seal', 'break_glass') THEN '{SELECT,INSERT}'
			WHEN ours.relname IN ('record_version', 'removed_record', 'former_name', 'audit_archive') THEN '{SELECT}'
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
