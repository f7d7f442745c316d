CREATE TABLE "api_key" (
	"practice_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"name" text NOT NULL,
	"hint" text NOT NULL,
	"hash" "bytea" NOT NULL,
	"permissions" text[] NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone,
	"last_used_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "api_key_pkey" PRIMARY KEY("practice_id","id")
);
--> statement-breakpoint
CREATE TABLE "break_glass" (
	"practice_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"patient_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "break_glass_pkey" PRIMARY KEY("practice_id","id"),
	CONSTRAINT "break_glass_expires_check" CHECK ("break_glass"."expires_at" <= "break_glass"."created_at" + interval '30 minutes')
);
--> statement-breakpoint
CREATE TABLE "invitation" (
	"practice_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"email" text NOT NULL,
	"role" text NOT NULL,
	"invited_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "invitation_pkey" PRIMARY KEY("practice_id","id"),
	CONSTRAINT "invitation_role_check" CHECK ("invitation"."role" in ('owner', 'clinician', 'reception', 'viewer'))
);
--> statement-breakpoint
CREATE TABLE "known_key" (
	"fingerprint" "bytea" NOT NULL,
	"first_used_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "known_key_pkey" PRIMARY KEY("fingerprint")
);
--> statement-breakpoint
CREATE TABLE "login_failure" (
	"key" text NOT NULL,
	"points" integer DEFAULT 0 NOT NULL,
	"expire" bigint,
	CONSTRAINT "login_failure_pkey" PRIMARY KEY("key")
);
--> statement-breakpoint
CREATE TABLE "mail" (
	"id" uuid NOT NULL,
	"recipient" text NOT NULL,
	"template" text NOT NULL,
	"data" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"last_error" text,
	"sent_at" timestamp with time zone,
	"shown_at" timestamp with time zone,
	"given_up_at" timestamp with time zone,
	CONSTRAINT "mail_pkey" PRIMARY KEY("id")
);
--> statement-breakpoint
CREATE TABLE "one_time_token" (
	"id" uuid NOT NULL,
	"purpose" text NOT NULL,
	"hash" "bytea" NOT NULL,
	"account_id" uuid,
	"email" text,
	"payload" jsonb,
	"failures" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	CONSTRAINT "one_time_token_pkey" PRIMARY KEY("id"),
	CONSTRAINT "one_time_token_purpose_check" CHECK ("one_time_token"."purpose" in ('register', 'verify_email', 'change_email', 'reset_password', 'unlock', 'invitation', 'second_factor', 'passkey_registration', 'passkey_login'))
);
--> statement-breakpoint
CREATE TABLE "passkey" (
	"id" text NOT NULL,
	"account_id" uuid NOT NULL,
	"name" text NOT NULL,
	"public_key" "bytea" NOT NULL,
	"counter" bigint NOT NULL,
	"transports" text[] NOT NULL,
	"is_backed_up" boolean NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_used_at" timestamp with time zone,
	CONSTRAINT "passkey_pkey" PRIMARY KEY("id")
);
--> statement-breakpoint
CREATE TABLE "recovery_code" (
	"account_id" uuid NOT NULL,
	"hash" "bytea" NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"used_at" timestamp with time zone,
	CONSTRAINT "recovery_code_pkey" PRIMARY KEY("account_id","hash")
);
--> statement-breakpoint
CREATE TABLE "totp_factor" (
	"account_id" uuid NOT NULL,
	"secret" "bytea" NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"confirmed_at" timestamp with time zone,
	"last_step" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "totp_factor_pkey" PRIMARY KEY("account_id")
);
--> statement-breakpoint
ALTER TABLE "account" ADD COLUMN "kind" text DEFAULT 'person' NOT NULL;--> statement-breakpoint
ALTER TABLE "membership" ADD COLUMN "doctor_id" uuid;--> statement-breakpoint
ALTER TABLE "session" ADD COLUMN "authenticated_at" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "session" ADD COLUMN "second_factor_at" timestamp with time zone;--> statement-breakpoint
DROP INDEX "session_account_idx";--> statement-breakpoint
CREATE INDEX "session_account_idx" ON "session" USING btree ("account_id","id");--> statement-breakpoint
ALTER TABLE "api_key" ADD CONSTRAINT "api_key_practice_fkey" FOREIGN KEY ("practice_id") REFERENCES "public"."practice"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_key" ADD CONSTRAINT "api_key_account_fkey" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_key" ADD CONSTRAINT "api_key_created_by_fkey" FOREIGN KEY ("created_by") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "break_glass" ADD CONSTRAINT "break_glass_practice_fkey" FOREIGN KEY ("practice_id") REFERENCES "public"."practice"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "break_glass" ADD CONSTRAINT "break_glass_account_fkey" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_practice_fkey" FOREIGN KEY ("practice_id") REFERENCES "public"."practice"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_invited_by_fkey" FOREIGN KEY ("invited_by") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "one_time_token" ADD CONSTRAINT "one_time_token_account_fkey" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "passkey" ADD CONSTRAINT "passkey_account_fkey" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recovery_code" ADD CONSTRAINT "recovery_code_account_fkey" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "totp_factor" ADD CONSTRAINT "totp_factor_account_fkey" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "api_key_hash_idx" ON "api_key" USING btree ("hash");--> statement-breakpoint
CREATE INDEX "api_key_account_idx" ON "api_key" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "api_key_id_idx" ON "api_key" USING btree ("id");--> statement-breakpoint
CREATE INDEX "api_key_created_by_idx" ON "api_key" USING btree ("created_by","id");--> statement-breakpoint
CREATE INDEX "break_glass_account_idx" ON "break_glass" USING btree ("account_id","patient_id","expires_at");--> statement-breakpoint
CREATE INDEX "invitation_invited_by_idx" ON "invitation" USING btree ("invited_by");--> statement-breakpoint
CREATE UNIQUE INDEX "invitation_email_key" ON "invitation" USING btree ("practice_id",lower("email"));--> statement-breakpoint
CREATE INDEX "login_failure_expiry_idx" ON "login_failure" USING btree ("expire");--> statement-breakpoint
CREATE INDEX "mail_recipient_idx" ON "mail" USING btree (lower("recipient"),"created_at");--> statement-breakpoint
CREATE INDEX "mail_waiting_idx" ON "mail" USING btree ("created_at") WHERE "mail"."sent_at" is null and "mail"."given_up_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "one_time_token_hash_key" ON "one_time_token" USING btree ("hash");--> statement-breakpoint
CREATE INDEX "one_time_token_account_idx" ON "one_time_token" USING btree ("account_id","purpose");--> statement-breakpoint
CREATE INDEX "one_time_token_email_idx" ON "one_time_token" USING btree (lower("email"),"purpose");--> statement-breakpoint
CREATE INDEX "one_time_token_expiry_idx" ON "one_time_token" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "passkey_account_idx" ON "passkey" USING btree ("account_id");--> statement-breakpoint
ALTER TABLE "membership" ADD CONSTRAINT "membership_doctor_fkey" FOREIGN KEY ("doctor_id") REFERENCES "public"."doctor"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "membership_doctor_idx" ON "membership" USING btree ("doctor_id");--> statement-breakpoint
ALTER TABLE "membership" ADD CONSTRAINT "membership_doctor_key" UNIQUE("practice_id","doctor_id");--> statement-breakpoint
ALTER TABLE "account" ADD COLUMN "search_text" text GENERATED ALWAYS AS (lower(name || ' ' || username || ' ' || email)) STORED NOT NULL;--> statement-breakpoint
CREATE INDEX "patient_id_idx" ON "patient" USING btree ("id");--> statement-breakpoint
CREATE INDEX "account_staff_idx" ON "account" USING btree ("id") WHERE "account"."is_staff";--> statement-breakpoint
CREATE INDEX "account_walk_idx" ON "account" USING btree ("id","kind","search_text");--> statement-breakpoint
CREATE INDEX "account_search_idx" ON "account" USING gin ("search_text" gin_trgm_ops) WITH (gin_pending_list_limit=512);--> statement-breakpoint
ALTER TABLE "account" ADD CONSTRAINT "account_kind_check" CHECK ("account"."kind" in ('person', 'service'));--> statement-breakpoint
-- Who was signed in before has proved it then, and not by being migrated.
UPDATE "session" SET "authenticated_at" = "created_at";--> statement-breakpoint
-- As before; but who was let in by breaking the glass tells what has happened, too, and with the jobs, which pg-boss
-- keeps in a schema of its own, all rights to the rows, also of partitions: it reaches those by their names.
CREATE OR REPLACE FUNCTION "server_rights"() RETURNS TABLE ("object" text, "granted" text[], "holds" text[]) LANGUAGE sql STABLE SET "search_path" = public, pg_temp AS $$
	WITH role AS (SELECT oid FROM pg_roles WHERE rolname = 'caretype_server'),
	audit AS (SELECT relowner AS owner, relnamespace AS namespace FROM pg_class WHERE oid = 'audit_entry'::regclass)
	SELECT 'TABLE ' || ours.oid::regclass,
		CASE
			WHEN ours.relnamespace <> audit.namespace THEN '{SELECT,INSERT,UPDATE,DELETE}'
			WHEN ours.relispartition THEN '{}'
			WHEN ours.relname IN ('audit_entry', 'audit_seal', 'break_glass') THEN '{SELECT,INSERT}'
			WHEN ours.relname IN ('record_version', 'removed_record') THEN '{SELECT}'
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
-- Which version of pg-boss the jobs' schema is made for, and the names of its queues; null where there is none.
CREATE FUNCTION "jobs_state"() RETURNS text LANGUAGE plpgsql STABLE SECURITY DEFINER SET "search_path" = public, pg_temp AS $$
BEGIN
	IF to_regclass('pgboss.version') IS NULL THEN
		RETURN NULL;
	END IF;
	RETURN (SELECT concat_ws(' ', (SELECT max(version) FROM pgboss.version), (SELECT string_agg(name, ' ' ORDER BY name) FROM pgboss.queue)));
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION "jobs_state"() FROM PUBLIC;
