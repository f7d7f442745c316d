-- Whoever changes a name is still known in the audit by the one they had.
CREATE TABLE "former_name" (
	"account_id" uuid NOT NULL,
	"until_at" timestamp with time zone NOT NULL,
	"name" text NOT NULL,
	CONSTRAINT "former_name_pkey" PRIMARY KEY("account_id","until_at")
);
--> statement-breakpoint
ALTER TABLE "former_name" ADD CONSTRAINT "former_name_account_fkey" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
-- By the clock, and not by the transaction's beginning, as it may have waited for others that are told by the old name.
-- Its owner's rights, as in `keep_version`.
CREATE FUNCTION "keep_former_name"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET "search_path" = public, pg_temp AS $$
BEGIN
	INSERT INTO former_name (account_id, until_at, name)
	SELECT OLD.id, greatest(clock_timestamp(), max(until_at) + interval '1 microsecond'), OLD.name FROM former_name WHERE account_id = OLD.id;
	RETURN NULL;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION "keep_former_name"() FROM PUBLIC;--> statement-breakpoint
CREATE TRIGGER "account_keep_former_name" AFTER UPDATE OF "name" ON "account" FOR EACH ROW WHEN (OLD.name <> NEW.name) EXECUTE FUNCTION "keep_former_name"();--> statement-breakpoint
-- As in 0004; the names that accounts have had tell what has happened, too.
CREATE OR REPLACE FUNCTION "server_rights"() RETURNS TABLE ("object" text, "granted" text[], "holds" text[]) LANGUAGE sql STABLE SET "search_path" = public, pg_temp AS $$
	WITH role AS (SELECT oid FROM pg_roles WHERE rolname = 'caretype_server'),
	audit AS (SELECT relowner AS owner, relnamespace AS namespace FROM pg_class WHERE oid = 'audit_entry'::regclass)
	SELECT 'TABLE ' || ours.oid::regclass,
		CASE
			WHEN ours.relnamespace <> audit.namespace THEN '{SELECT,INSERT,UPDATE,DELETE}'
			WHEN ours.relispartition THEN '{}'
			WHEN ours.relname IN ('audit_entry', 'audit_seal', 'break_glass') THEN '{SELECT,INSERT}'
			WHEN ours.relname IN ('record_version', 'removed_record', 'former_name') THEN '{SELECT}'
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
