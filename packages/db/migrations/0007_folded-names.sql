-- What is searched in, looked for, sorted by and compared: without case, accents and ligatures. Names are typed as they
-- are heard, and as the keyboard allows. Written out, as what the extension `unaccent` makes of a letter may change, and
-- then an index would no longer fit its table.
CREATE OR REPLACE FUNCTION "fold_text"("value" text) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
	-- Most texts are ASCII, and this is most of what searching costs whoever creates a patient.
	IF octet_length(value) = length(value) THEN
		RETURN lower(value);
	END IF;
	-- Composed again: a Korean syllable is a letter, and not its parts.
	value := normalize(regexp_replace(normalize(lower(value), NFD), '[\u0300-\u036f]', '', 'g'), NFC);
	value := replace(replace(replace(replace(value, 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th');
	value := replace(replace(replace(replace(replace(value, 'ﬃ', 'ffi'), 'ﬄ', 'ffl'), 'ﬁ', 'fi'), 'ﬂ', 'fl'), 'ﬀ', 'ff');
	-- Which of the two small sigmas a letter becomes depends on where it stands; telephones type other apostrophes.
	RETURN translate(value, 'øłđðıħŧς’‘ʼ‐‑–', 'olddihtσ''''''---');
END
$$;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION "fold_text"(text) TO PUBLIC;--> statement-breakpoint
-- A column that is computed cannot be computed otherwise before PostgreSQL 17; its indexes go with it.
-- The table that takes longest is the first and that of the accounts the last, so that log-ins wait the least, and
-- nobody who creates a patient has the one of them while it wants the other.
ALTER TABLE "patient" DROP COLUMN "sort_name", DROP COLUMN "search_text";--> statement-breakpoint
ALTER TABLE "patient"
	ADD COLUMN "sort_name" text GENERATED ALWAYS AS (fold_text(trim(last_name || ' ' || first_name))) STORED NOT NULL,
	ADD COLUMN "search_text" text GENERATED ALWAYS AS (fold_text(name || ' ' || first_name || ' ' || last_name || ' ' || coalesce(email, '') || ' ' || coalesce(phone_number, ''))) STORED NOT NULL;--> statement-breakpoint
CREATE INDEX "patient_name_idx" ON "patient" USING btree ("practice_id","sort_name","id");--> statement-breakpoint
CREATE INDEX "patient_walk_idx" ON "patient" USING btree ("practice_id","id","gender","search_text");--> statement-breakpoint
CREATE INDEX "patient_search_idx" ON "patient" USING gin ("practice_id","search_text" gin_trgm_ops) WITH (gin_pending_list_limit=512);--> statement-breakpoint
ALTER TABLE "doctor" DROP COLUMN "sort_name", DROP COLUMN "search_text";--> statement-breakpoint
ALTER TABLE "doctor"
	ADD COLUMN "sort_name" text GENERATED ALWAYS AS (fold_text(trim(last_name || ' ' || first_name))) STORED NOT NULL,
	ADD COLUMN "search_text" text GENERATED ALWAYS AS (fold_text(name || ' ' || first_name || ' ' || last_name || ' ' || coalesce(email, '') || ' ' || coalesce(phone_number, ''))) STORED NOT NULL;--> statement-breakpoint
CREATE INDEX "doctor_name_idx" ON "doctor" USING btree ("sort_name","id");--> statement-breakpoint
CREATE INDEX "doctor_walk_idx" ON "doctor" USING btree ("id","gender","search_text");--> statement-breakpoint
CREATE INDEX "doctor_search_idx" ON "doctor" USING gin ("search_text" gin_trgm_ops) WITH (gin_pending_list_limit=512);--> statement-breakpoint
ALTER TABLE "account" DROP COLUMN "search_text";--> statement-breakpoint
ALTER TABLE "account" ADD COLUMN "search_text" text GENERATED ALWAYS AS (fold_text(name || ' ' || username || ' ' || email)) STORED NOT NULL;--> statement-breakpoint
CREATE INDEX "account_walk_idx" ON "account" USING btree ("id","kind","search_text");--> statement-breakpoint
CREATE INDEX "account_search_idx" ON "account" USING gin ("search_text" gin_trgm_ops) WITH (gin_pending_list_limit=512);
