CREATE TABLE "change_log" (
	"practice_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"record_type" text NOT NULL,
	"action" text NOT NULL,
	"record_id" uuid,
	"patient_id" uuid,
	"version" integer,
	"withheld_versions" integer DEFAULT 0 NOT NULL,
	"is_guarded" boolean DEFAULT false NOT NULL,
	"count" integer,
	"account_id" uuid,
	"request_id" text,
	"at" timestamp with time zone NOT NULL,
	"place" bigint NOT NULL,
	CONSTRAINT "change_log_pkey" PRIMARY KEY("practice_id","place")
);
--> statement-breakpoint
CREATE TABLE "change_pending" (
	"practice_id" uuid NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"record_type" text NOT NULL,
	"action" text NOT NULL,
	"record_id" uuid,
	"patient_id" uuid,
	"version" integer,
	"withheld_versions" integer DEFAULT 0 NOT NULL,
	"is_guarded" boolean DEFAULT false NOT NULL,
	"count" integer,
	"account_id" uuid,
	"request_id" text,
	"at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"transaction" "xid8" DEFAULT pg_current_xact_id() NOT NULL,
	CONSTRAINT "change_pending_pkey" PRIMARY KEY("practice_id","id")
);
--> statement-breakpoint
CREATE TABLE "change_place" (
	"practice_id" uuid NOT NULL,
	"place" bigint NOT NULL,
	CONSTRAINT "change_place_pkey" PRIMARY KEY("practice_id")
);
--> statement-breakpoint
CREATE INDEX "change_log_at_idx" ON "change_log" USING brin ("at");--> statement-breakpoint
CREATE INDEX "change_pending_transaction_idx" ON "change_pending" USING btree ("transaction");--> statement-breakpoint
-- Writes each committed change of a record, without its content. Arguments: the record's type, the column of its id, the
-- column of its patient or '', and whether it has guarded fields. Operations on many records hold it back by
-- `caretype.holds_events` and write one row instead.
CREATE FUNCTION "log_change"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET "search_path" = public, pg_temp AS $$
DECLARE
	changed record;
	own_id uuid;
	of_patient uuid;
	did text := CASE TG_OP WHEN 'INSERT' THEN 'created' WHEN 'UPDATE' THEN 'updated' ELSE 'removed' END;
	at_version integer;
	withheld integer := 0;
	only_guarded boolean := false;
BEGIN
	IF TG_OP = 'DELETE' THEN
		changed := OLD;
		-- A removal is a version, too.
		at_version := OLD.version + 1;
	ELSE
		changed := NEW;
		at_version := NEW.version;
	END IF;
	IF TG_OP = 'UPDATE' THEN
		IF NEW.version = OLD.version THEN
			RETURN NULL;
		END IF;
	ELSIF TG_OP = 'INSERT' AND at_version > 1 THEN
		did := 'restored';
	END IF;
	IF TG_ARGV[1] = 'id' THEN own_id := changed.id; ELSE own_id := changed.doctor_id; END IF;
	IF TG_ARGV[2] = 'id' THEN of_patient := changed.id; ELSIF TG_ARGV[2] <> '' THEN of_patient := changed.patient_id; END IF;
	IF TG_ARGV[3] = 'true' THEN
		withheld := coalesce(changed.withheld_versions, 0);
		only_guarded := TG_OP = 'UPDATE' AND withheld > coalesce(OLD.withheld_versions, 0);
	END IF;
	INSERT INTO change_pending (practice_id, record_type, action, record_id, patient_id, version, withheld_versions, is_guarded, account_id, request_id)
	VALUES (changed.practice_id, TG_ARGV[0], did, own_id, of_patient, at_version, withheld, only_guarded,
		acting_account(), nullif(current_setting('caretype.request_id', true), ''));
	RETURN NULL;
END $$;
--> statement-breakpoint
-- An addition to a signed note changes no column of it.
CREATE FUNCTION "log_amendment"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET "search_path" = public, pg_temp AS $$
BEGIN
	INSERT INTO change_pending (practice_id, record_type, action, record_id, patient_id, version, account_id, request_id)
	SELECT practice_id, 'note', 'amended', id, patient_id, version, NEW.signed_by, nullif(current_setting('caretype.request_id', true), '')
	FROM note WHERE practice_id = NEW.practice_id AND id = NEW.note_id;
	RETURN NULL;
END $$;
--> statement-breakpoint
-- Adds the trigger to a table with versions. A module calls it in its migration.
CREATE FUNCTION "log_changes_of"("of_table" regclass) RETURNS void LANGUAGE plpgsql SET "search_path" = public, pg_temp AS $$
DECLARE
	has_column CONSTANT text := 'SELECT EXISTS (SELECT FROM pg_attribute WHERE attrelid = $1 AND attname = $2 AND NOT attisdropped)';
	table_name text;
	has_id boolean;
	has_patient boolean;
	has_guarded boolean;
BEGIN
	SELECT relname INTO table_name FROM pg_class WHERE oid = of_table;
	EXECUTE has_column INTO has_id USING of_table, 'id';
	EXECUTE has_column INTO has_patient USING of_table, 'patient_id';
	EXECUTE has_column INTO has_guarded USING of_table, 'withheld_versions';
	EXECUTE format('CREATE OR REPLACE TRIGGER %I AFTER INSERT OR UPDATE OR DELETE ON %s FOR EACH ROW
		WHEN (current_setting(''caretype.holds_events'', true) IS DISTINCT FROM ''on'') EXECUTE FUNCTION log_change(%L, %L, %L, %L)',
		table_name || '_log_change', of_table, table_name, CASE WHEN has_id THEN 'id' ELSE 'doctor_id' END,
		CASE WHEN table_name = 'patient' THEN 'id' WHEN has_patient THEN 'patient_id' ELSE '' END, has_guarded::text);
END $$;
--> statement-breakpoint
-- All tables with versions, also of modules that are not ours. The directory of doctors belongs to no practice.
DO $$
DECLARE
	kept regclass;
BEGIN
	FOR kept IN
		SELECT tgrelid FROM pg_trigger WHERE tgfoid = 'keep_version'::regproc AND tgparentid = 0
			AND EXISTS (SELECT FROM pg_attribute WHERE attrelid = tgrelid AND attname = 'practice_id')
	LOOP
		PERFORM log_changes_of(kept);
	END LOOP;
END $$;
--> statement-breakpoint
CREATE TRIGGER "note_signature_log_amendment" AFTER INSERT ON "note_signature" FOR EACH ROW
	WHEN (NEW.kind IN ('addendum', 'correction') AND current_setting('caretype.holds_events', true) IS DISTINCT FROM 'on') EXECUTE FUNCTION "log_amendment"();
--> statement-breakpoint
-- Moves up to 1,000 committed changes into the log, and notifies listeners once. Returns how many, and null if another
-- process does so now. A record's versions keep their order, also if the clock was set back. `since`: a transaction
-- before which nothing is pending, as returned before; '0' if unknown. The index has dead entries of earlier ones.
-- Its lock is inside one statement, so that a frozen process cannot hold it.
CREATE FUNCTION "place_changes"("since" xid8, OUT "placed" integer, OUT "settled" xid8) LANGUAGE plpgsql SECURITY DEFINER SET "search_path" = public, pg_temp AS $$
DECLARE
	practices text;
BEGIN
	IF NOT pg_try_advisory_xact_lock(4861220537) THEN
		RETURN;
	END IF;
	-- Transactions restart lower after a failover.
	IF since > pg_snapshot_xmax(pg_current_snapshot()) THEN
		since := '0';
	END IF;
	-- Of a million changes by one statement, only the oldest are sorted.
	WITH oldest AS MATERIALIZED (
		SELECT * FROM change_pending WHERE transaction >= since ORDER BY at LIMIT 2000
	), pending AS MATERIALIZED (
		SELECT *, max(at) OVER (PARTITION BY practice_id, record_id ORDER BY version, at ROWS UNBOUNDED PRECEDING) AS in_order
		FROM oldest ORDER BY in_order, version, id LIMIT 1000
	), counted AS (
		INSERT INTO change_place AS own (practice_id, place) SELECT practice_id, count(*) FROM pending GROUP BY 1 ORDER BY 1
		ON CONFLICT (practice_id) DO UPDATE SET place = own.place + excluded.place
		RETURNING practice_id, place AS last_place
	), logged AS (
		INSERT INTO change_log (practice_id, id, record_type, action, record_id, patient_id, version, withheld_versions, is_guarded, count, account_id, request_id, at, place)
		SELECT practice_id, id, record_type, action, record_id, patient_id, version, withheld_versions, is_guarded, count, account_id, request_id, at,
			last_place + 1 - row_number() OVER (PARTITION BY practice_id ORDER BY in_order DESC, version DESC, id DESC)
		FROM pending JOIN counted USING (practice_id)
	), gone AS (
		DELETE FROM change_pending USING pending WHERE change_pending.practice_id = pending.practice_id AND change_pending.id = pending.id
	)
	SELECT count(*), CASE WHEN count(*) < 1000 THEN pg_snapshot_xmin(pg_current_snapshot()) ELSE since END, string_agg(DISTINCT practice_id::text, ',')
	INTO placed, settled, practices FROM pending;
	IF placed > 0 THEN
		-- Too many for a notification: empty, for all.
		PERFORM pg_notify('caretype_changes', CASE WHEN length(practices) < 7000 THEN practices ELSE '' END);
	END IF;
END $$;
--> statement-breakpoint
-- The same for one practice, by statements that Citus sends to its node. There, transactions of nodes are not comparable.
CREATE FUNCTION "place_changes_of"("practice" uuid, OUT "placed" integer) LANGUAGE plpgsql SECURITY DEFINER SET "search_path" = public, pg_temp AS $$
DECLARE
	ids uuid[];
	last_place bigint;
BEGIN
	IF NOT pg_try_advisory_xact_lock(4861220537) THEN
		RETURN;
	END IF;
	SELECT array_agg(id ORDER BY in_order, version, id) INTO ids FROM (
		SELECT id, version, max(at) OVER (PARTITION BY record_id ORDER BY version, at ROWS UNBOUNDED PRECEDING) AS in_order
		FROM (SELECT * FROM change_pending WHERE practice_id = practice ORDER BY at LIMIT 2000) AS oldest
		ORDER BY in_order, version, id LIMIT 1000) AS pending;
	placed := coalesce(cardinality(ids), 0);
	IF placed = 0 THEN
		RETURN;
	END IF;
	INSERT INTO change_place AS own (practice_id, place) VALUES (practice, placed)
		ON CONFLICT (practice_id) DO UPDATE SET place = own.place + excluded.place RETURNING place INTO last_place;
	INSERT INTO change_log (practice_id, id, record_type, action, record_id, patient_id, version, withheld_versions, is_guarded, count, account_id, request_id, at, place)
	SELECT practice_id, id, record_type, action, record_id, patient_id, version, withheld_versions, is_guarded, count, account_id, request_id, at,
		last_place - placed + array_position(ids, id)
	FROM change_pending WHERE practice_id = practice AND id = ANY (ids);
	DELETE FROM change_pending WHERE practice_id = practice AND id = ANY (ids);
	PERFORM pg_notify('caretype_changes', practice::text);
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION "log_change"(), "log_amendment"(), "place_changes"(xid8), "place_changes_of"(uuid) FROM PUBLIC;
--> statement-breakpoint
-- No transaction that adds a job notifies: with a notification in each, commits wait for one another. Workers ask twice a second.
DO $$
BEGIN
	IF EXISTS (SELECT FROM information_schema.columns WHERE table_schema = 'pgboss' AND table_name = 'queue' AND column_name = 'notify') THEN
		UPDATE pgboss.queue SET notify = false WHERE notify;
	END IF;
END $$;
