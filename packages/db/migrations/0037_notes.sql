CREATE TABLE "note" (
	"practice_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"patient_id" uuid NOT NULL,
	"error_reason" text,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"updated_by" uuid,
	"encounter_id" uuid,
	"kind" text NOT NULL,
	"text" text NOT NULL,
	"is_late" boolean NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"happened_at" timestamp with time zone GENERATED ALWAYS AS (coalesce(recorded_at, created_at)) STORED NOT NULL,
	CONSTRAINT "note_pkey" PRIMARY KEY("practice_id","id"),
	CONSTRAINT "note_text_check" CHECK ("note"."text" <> '')
);
--> statement-breakpoint
CREATE TABLE "note_draft" (
	"practice_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"patient_id" uuid NOT NULL,
	"encounter_id" uuid,
	"kind" text NOT NULL,
	"text" text,
	"recorded_at" timestamp with time zone NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "note_draft_pkey" PRIMARY KEY("practice_id","id")
);
--> statement-breakpoint
CREATE TABLE "note_kind" (
	"practice_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"template" text,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "note_kind_pkey" PRIMARY KEY("practice_id","id")
);
--> statement-breakpoint
CREATE TABLE "note_signature" (
	"practice_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"note_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"text" text,
	"reason" text,
	"signed_by" uuid NOT NULL,
	"doctor_id" uuid NOT NULL,
	"signed_at" timestamp with time zone NOT NULL,
	"seen" jsonb NOT NULL,
	"hash" "bytea" NOT NULL,
	CONSTRAINT "note_signature_pkey" PRIMARY KEY("practice_id","id"),
	CONSTRAINT "note_signature_kind_check" CHECK ("note_signature"."kind" in ('signature', 'addendum', 'correction', 'entered-in-error')
        and ("note_signature"."kind" in ('addendum', 'correction')) = ("note_signature"."text" is not null)
        and ("note_signature"."kind" = 'signature') = ("note_signature"."reason" is null))
);
--> statement-breakpoint
ALTER TABLE "note" ADD CONSTRAINT "note_patient_fkey" FOREIGN KEY ("practice_id","patient_id") REFERENCES "public"."patient"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "note" ADD CONSTRAINT "note_created_by_fkey" FOREIGN KEY ("created_by") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "note" ADD CONSTRAINT "note_encounter_fkey" FOREIGN KEY ("practice_id","encounter_id") REFERENCES "public"."encounter"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "note_draft" ADD CONSTRAINT "note_draft_patient_fkey" FOREIGN KEY ("practice_id","patient_id") REFERENCES "public"."patient"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "note_draft" ADD CONSTRAINT "note_draft_encounter_fkey" FOREIGN KEY ("practice_id","encounter_id") REFERENCES "public"."encounter"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "note_draft" ADD CONSTRAINT "note_draft_created_by_fkey" FOREIGN KEY ("created_by") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "note_kind" ADD CONSTRAINT "note_kind_practice_fkey" FOREIGN KEY ("practice_id") REFERENCES "public"."practice"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "note_kind" ADD CONSTRAINT "note_kind_created_by_fkey" FOREIGN KEY ("created_by") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "note_signature" ADD CONSTRAINT "note_signature_note_fkey" FOREIGN KEY ("practice_id","note_id") REFERENCES "public"."note"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "note_signature" ADD CONSTRAINT "note_signature_signed_by_fkey" FOREIGN KEY ("signed_by") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "note_encounter_idx" ON "note" USING btree ("practice_id","encounter_id");--> statement-breakpoint
CREATE INDEX "note_patient_idx" ON "note" USING btree ("practice_id","patient_id","happened_at","id");--> statement-breakpoint
CREATE INDEX "note_draft_patient_idx" ON "note_draft" USING btree ("practice_id","patient_id");--> statement-breakpoint
CREATE INDEX "note_draft_encounter_idx" ON "note_draft" USING btree ("practice_id","encounter_id");--> statement-breakpoint
CREATE INDEX "note_draft_author_idx" ON "note_draft" USING btree ("practice_id","created_by","id");--> statement-breakpoint
CREATE UNIQUE INDEX "note_kind_name_key" ON "note_kind" USING btree ("practice_id",lower("name"));--> statement-breakpoint
CREATE INDEX "note_signature_note_idx" ON "note_signature" USING btree ("practice_id","note_id");--> statement-breakpoint
CREATE UNIQUE INDEX "note_signature_signer_key" ON "note_signature" USING btree ("practice_id","note_id","signed_by") WHERE "note_signature"."kind" = 'signature';--> statement-breakpoint
-- As before. The server signs notes, and never removes any.
CREATE OR REPLACE FUNCTION "server_rights"() RETURNS TABLE ("object" text, "granted" text[], "holds" text[]) LANGUAGE sql STABLE SET "search_path" = public, pg_temp AS $$
	WITH role AS (SELECT oid FROM pg_roles WHERE rolname = 'caretype_server'),
	audit AS (SELECT relowner AS owner, relnamespace AS namespace FROM pg_class WHERE oid = 'audit_entry'::regclass)
	SELECT 'TABLE ' || ours.oid::regclass,
		CASE
			WHEN ours.relnamespace <> audit.namespace THEN '{SELECT,INSERT,UPDATE,DELETE}'
			WHEN ours.relispartition THEN '{}'
			WHEN ours.relname IN ('audit_entry', 'audit_seal', 'break_glass', 'note_signature') THEN '{SELECT,INSERT}'
			WHEN ours.relname = 'note' THEN '{SELECT,INSERT,UPDATE}'
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
$$;--> statement-breakpoint
-- From its first signature on, a note stays as it is, for each role. It may be entered in error, and a merge may move it.
-- Only an erasure removes it.
CREATE FUNCTION "keep_signed"() RETURNS trigger LANGUAGE plpgsql SET "search_path" = public, pg_temp AS $$
DECLARE
	changing text[] := CASE WHEN TG_TABLE_NAME = 'note' THEN '{patient_id,happened_at,updated_at,updated_by,version}' ELSE '{}' END;
BEGIN
	IF TG_OP = 'DELETE' AND current_setting('caretype.erasing', true) = 'on' THEN
		RETURN OLD;
	END IF;
	IF TG_OP = 'UPDATE' THEN
		IF TG_TABLE_NAME = 'note' AND to_jsonb(OLD)->>'error_reason' IS NULL THEN
			changing := changing || '{error_reason}'::text[];
		END IF;
		IF to_jsonb(NEW) - changing = to_jsonb(OLD) - changing THEN
			RETURN NEW;
		END IF;
	END IF;
	RAISE EXCEPTION 'What was signed cannot be changed or removed' USING ERRCODE = 'check_violation', CONSTRAINT = 'note_signed';
END $$;--> statement-breakpoint
-- A note is of an encounter of the same patient. In one that is locked, it has to say that it is late.
CREATE FUNCTION "check_note_encounter"() RETURNS trigger LANGUAGE plpgsql SET "search_path" = public, pg_temp AS $$
DECLARE
	locked timestamptz;
BEGIN
	-- Waits for whoever locks it at the moment.
	SELECT locked_at INTO locked FROM encounter
	WHERE practice_id = NEW.practice_id AND id = NEW.encounter_id AND patient_id = NEW.patient_id AND error_reason IS NULL
	FOR SHARE;
	IF NOT FOUND THEN
		RAISE EXCEPTION 'The patient has no such encounter' USING ERRCODE = 'foreign_key_violation', CONSTRAINT = TG_TABLE_NAME || '_encounter_fkey';
	END IF;
	IF (locked IS NOT NULL) <> NEW.is_late THEN
		RAISE EXCEPTION 'The encounter is locked' USING ERRCODE = 'check_violation', CONSTRAINT = 'encounter_locked';
	END IF;
	RETURN NEW;
END $$;--> statement-breakpoint
CREATE TRIGGER "note_begins_now" BEFORE INSERT ON "note" FOR EACH ROW WHEN (NEW.version <> 1 OR NEW.updated_at <> now() OR NEW.created_at <> now() OR NEW.updated_by IS NOT NULL) EXECUTE FUNCTION "refuse_made_up_past"();--> statement-breakpoint
CREATE TRIGGER "note_encounter" BEFORE INSERT ON "note" FOR EACH ROW WHEN (NEW.encounter_id IS NOT NULL) EXECUTE FUNCTION "check_note_encounter"();--> statement-breakpoint
CREATE TRIGGER "note_keep_version" BEFORE UPDATE ON "note" FOR EACH ROW EXECUTE FUNCTION "keep_version"();--> statement-breakpoint
CREATE TRIGGER "note_signed" BEFORE UPDATE OR DELETE ON "note" FOR EACH ROW EXECUTE FUNCTION "keep_signed"();--> statement-breakpoint
CREATE TRIGGER "note_kept" BEFORE TRUNCATE ON "note" FOR EACH STATEMENT EXECUTE FUNCTION "keep_signed"();--> statement-breakpoint
CREATE TRIGGER "note_signature_signed" BEFORE UPDATE OR DELETE ON "note_signature" FOR EACH ROW EXECUTE FUNCTION "keep_signed"();--> statement-breakpoint
CREATE TRIGGER "note_signature_kept" BEFORE TRUNCATE ON "note_signature" FOR EACH STATEMENT EXECUTE FUNCTION "keep_signed"();--> statement-breakpoint
-- Also where the role says that rows are only copied.
ALTER TABLE "note" ENABLE ALWAYS TRIGGER "note_signed";--> statement-breakpoint
ALTER TABLE "note" ENABLE ALWAYS TRIGGER "note_kept";--> statement-breakpoint
ALTER TABLE "note_signature" ENABLE ALWAYS TRIGGER "note_signature_signed";--> statement-breakpoint
ALTER TABLE "note_signature" ENABLE ALWAYS TRIGGER "note_signature_kept";
