CREATE TABLE "audit_entry" (
	"practice_id" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"id" uuid NOT NULL,
	"account_id" uuid,
	"session_id" uuid,
	"action" text NOT NULL,
	"outcome" text NOT NULL,
	"basis" text,
	"subject_ids" uuid[],
	"address" text,
	"request_id" text,
	CONSTRAINT "audit_entry_pkey" PRIMARY KEY("practice_id","at","id")
) PARTITION BY RANGE ("at");
--> statement-breakpoint
CREATE INDEX "audit_entry_account_idx" ON "audit_entry" USING btree ("account_id","at") WHERE "audit_entry"."account_id" is not null;--> statement-breakpoint
CREATE INDEX "audit_entry_subject_idx" ON "audit_entry" USING gin ("subject_ids") WHERE "audit_entry"."subject_ids" is not null;--> statement-breakpoint
CREATE FUNCTION "refuse_audit_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	RAISE EXCEPTION 'The audit takes inserts only: % is refused', TG_OP USING ERRCODE = 'insufficient_privilege';
END $$;
--> statement-breakpoint
-- For each row, as that is what partitions inherit, also when one is changed under its own name.
CREATE TRIGGER "audit_entry_append_only" BEFORE UPDATE OR DELETE ON "audit_entry" FOR EACH ROW EXECUTE FUNCTION "refuse_audit_change"();--> statement-breakpoint
ALTER TABLE "audit_entry" ENABLE ALWAYS TRIGGER "audit_entry_append_only";--> statement-breakpoint
CREATE FUNCTION "refuse_audit_truncate"("table_name" text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE format('CREATE TRIGGER audit_entry_no_truncate BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change()', table_name);
	EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER audit_entry_no_truncate', table_name);
END $$;
--> statement-breakpoint
-- What comes in a month without a partition is kept here.
CREATE TABLE "audit_entry_default" PARTITION OF "audit_entry" DEFAULT;--> statement-breakpoint
SELECT refuse_audit_truncate('audit_entry'), refuse_audit_truncate('audit_entry_default');--> statement-breakpoint
-- Makes the partitions of this month and of so many after it; those that are there are left alone.
CREATE FUNCTION "make_audit_partitions"("months_ahead" integer) RETURNS void LANGUAGE plpgsql SET "lock_timeout" = '2s' AS $$
DECLARE
	month timestamp := date_trunc('month', now() AT TIME ZONE 'UTC');
	last_month timestamp := month + make_interval(months => months_ahead);
	partition text;
	begins timestamptz;
	ends timestamptz;
BEGIN
	WHILE month <= last_month LOOP
		partition := 'audit_entry_' || to_char(month, 'YYYY_MM');
		begins := month AT TIME ZONE 'UTC';
		month := month + interval '1 month';
		ends := month AT TIME ZONE 'UTC';
		CONTINUE WHEN to_regclass(partition) IS NOT NULL;
		-- Another process may be at it. Whoever writes entries does not wait for this lock, nor is waited for.
		LOCK TABLE audit_entry IN SHARE UPDATE EXCLUSIVE MODE;
		CONTINUE WHEN to_regclass(partition) IS NOT NULL;
		-- Entries are never moved: a month that has some in the default partition stays there.
		CONTINUE WHEN EXISTS (SELECT FROM audit_entry_default WHERE at >= begins AND at < ends);
		-- Attached and not made as a partition, which would wait for every transaction that has written an entry.
		EXECUTE format('CREATE TABLE %I (LIKE audit_entry INCLUDING DEFAULTS)', partition);
		EXECUTE format('ALTER TABLE audit_entry ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', partition, begins, ends);
		PERFORM refuse_audit_truncate(partition);
	END LOOP;
END $$;
--> statement-breakpoint
SELECT make_audit_partitions(3);
