DROP INDEX "patient_phone_idx";--> statement-breakpoint
ALTER TABLE "removed_record" ADD COLUMN "removed_with" uuid;--> statement-breakpoint
CREATE INDEX "removed_record_together_idx" ON "removed_record" USING btree ("practice_id","removed_with","record_id") WHERE "removed_record"."removed_with" is not null;--> statement-breakpoint
CREATE INDEX "patient_phone_idx" ON "patient" USING btree ("practice_id",right(regexp_replace(substring("phone_number", '^[^0-9]*[0-9][^A-Za-z#]*'), '[^0-9]', '', 'g'), 6)) WHERE "patient"."phone_number" is not null;--> statement-breakpoint
-- By hand: the trigger notes whose removal an assignment was removed in, as the transaction says it. All else is as it was.
CREATE OR REPLACE FUNCTION "keep_version"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET "search_path" = public, pg_temp AS $$
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
	INSERT INTO removed_record (practice_id, record_id, record_type, version, removed_at, removed_by, record, relations, removed_with)
	VALUES (practice, OLD.id, TG_TABLE_NAME, OLD.version, ends, acting_account(), old_record - 'updated_by', relations,
		CASE TG_TABLE_NAME WHEN 'assignment' THEN nullif(current_setting('caretype.removed_with', true), '')::uuid END);
	RETURN OLD;
END $$;
