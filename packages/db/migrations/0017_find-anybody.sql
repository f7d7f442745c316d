-- Names are typed as they sound, and as a keyboard allows. This is their loose spelling, in which these are the same:
-- Müller, Mueller and muller; Søren and Soeren; Đorđe and Djordje; O'Connor and oconnor; Anne-Sophie and Anne Sophie; Иванов and Ivanov.
-- Greek and Cyrillic are written in Latin letters. Umlauts lose the e or a that stands for their dots. Arabic and Hebrew lose vowel
-- marks, hamza and points, katakana becomes hiragana, and letters have one width.
-- Written out for the reason given in 0007.
CREATE FUNCTION "loose_text"("value" text) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
	IF octet_length(value) = length(value) THEN
		value := lower(value);
		-- Most names are spelled loosely already.
		IF value !~ '[^a-z0-9 ]|[aou]e|aa|dj|iy|^ |  | $' THEN
			RETURN value;
		END IF;
	ELSE
		-- Japanese keyboards also type letters, digits and katakana in another width. No other compatibility form may make the text longer.
		IF value ~ '[\uff01-\uff9f]' AND octet_length(normalize(value, NFKC)) <= octet_length(value) THEN
			value := normalize(value, NFKC);
		END IF;
		-- Without its accent, й would be another letter.
		value := fold_text(translate(normalize(value, NFC), 'йЙ', 'yy'));
		-- Katakana and hiragana are two spellings of the same syllables.
		value := translate(value, 'ァアィイゥウェエォオカガキギクグケゲコゴサザシジスズセゼソゾタダチヂッツヅテデトドナニヌネノハバパヒビピフブプヘベペホボポマミムメモャヤュユョヨラリルレロヮワヰヱヲンヴヵヶ', 'ぁあぃいぅうぇえぉおかがきぎくぐけげこごさざしじすずせぜそぞただちぢっつづてでとどなにぬねのはばぱひびぴふぶぷへべぺほぼぽまみむめもゃやゅゆょよらりるれろゎわゐゑをんゔゕゖ');
		IF value ~ '[\u0591-\u06d3]' THEN
			-- Hebrew and Arabic are rarely typed with points and vowel marks, or with a hamza on its letter. Persian keyboards have a yeh
			-- and a kaf of their own.
			value := regexp_replace(value, '[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670]', '', 'g');
			value := translate(value, 'آأإٱىئیؤةک', 'اااايييوهك');
		END IF;
		IF value ~ '[ђјљњћџ]' THEN
			-- Serbian and Macedonian have one Latin letter for these.
			value := translate(value, 'жчшцхђјћ', 'zcschdjc');
			value := replace(replace(replace(value, 'љ', 'lj'), 'њ', 'nj'), 'џ', 'dz');
		END IF;
		IF value ~ '[а-яєіґѕ]' THEN
			value := replace(replace(replace(replace(value, 'ж', 'zh'), 'х', 'kh'), 'ц', 'ts'), 'ч', 'ch');
			value := replace(replace(replace(replace(replace(value, 'щ', 'shch'), 'ш', 'sh'), 'ю', 'yu'), 'я', 'ya'), 'є', 'ye');
			value := translate(value, 'абвгґдезиіклмнопрстуфыэѕъь', 'abvggdeziiklmnoprstufyez');
		END IF;
		IF value ~ '[α-ω]' THEN
			value := replace(replace(replace(replace(replace(value, 'ου', 'ou'), 'αυ', 'av'), 'ευ', 'ev'), 'γγ', 'ng'), 'γκ', 'gk');
			value := replace(replace(replace(replace(value, 'θ', 'th'), 'χ', 'ch'), 'ψ', 'ps'), 'ξ', 'x');
			value := translate(value, 'αβγδεζηικλμνοπρστυφω', 'avgdeziiklmnoprstyfo');
		END IF;
		value := translate(value, 'əŋ', 'en');
	END IF;
	value := translate(value, '-/,;:()[]<>"“”„«»&+_|*#\…•' || E'\t\n\r\u00a0\u001f', repeat(' ', 31));
	value := translate(value, '''`´ʻʹʺˈ.·', '');
	value := regexp_replace(regexp_replace(value, '([aou])e+', '\1', 'g'), 'a{2,}', 'a', 'g');
	value := replace(replace(value, 'dj', 'd'), 'iy', 'y');
	RETURN trim(regexp_replace(value, ' {2,}', ' ', 'g'));
END
$$;--> statement-breakpoint
-- What a patient is searched by. First the names, then what their words are in the loose spelling, each after a blank, so that
-- one or two letters can be looked for where a name begins. Then the words of all else, each between two U+001F.
CREATE FUNCTION "patient_search_text"("name" text, "first_name" text, "last_name" text, "phone_number" text, "email" text, "born" date, "address" text) RETURNS text LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
	spelled text := trim(first_name || ' ' || last_name);
	names text := fold_text(spelled);
	whole text := fold_text(name);
	loose text;
	glued text := '';
	others text;
	word text;
	result text;
BEGIN
	-- Not of the folded names, in which й has lost its accent already.
	loose := loose_text(spelled);
	-- Somebody may write "van den Berg" as one word. Of two words, this would find what stands in neither.
	IF loose LIKE '% % %' THEN
		glued := replace(loose, ' ', '') || ' ';
	END IF;
	-- Chinese, Japanese and Korean names are written without a blank, the last name first.
	IF octet_length(loose) > length(loose) AND loose ~ '[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]' THEN
		glued := glued || replace(loose_text(last_name || first_name), ' ', '') || ' ';
	END IF;
	IF whole <> names THEN
		names := names || ' ' || whole;
		loose := loose_text(spelled || ' ' || name);
	END IF;
	names := ' ' || names || ' ';
	IF loose <> trim(names) THEN
		FOREACH word IN ARRAY string_to_array(loose, ' ') LOOP
			IF position(' ' || word || ' ' IN names) = 0 THEN
				names := names || word || ' ';
			END IF;
		END LOOP;
	END IF;
	names := names || glued;
	others := concat_ws(E'\x1f', phone_number, regexp_replace(phone_number, '[^0-9]+', '', 'g'), email, to_char(born, 'YYYY-MM-DD'), left(address, 200));
	others := translate(fold_text(others), E' \t\n\r', repeat(E'\x1f', 4));
	IF address ~ '[^ -~]|[aou]e|aa|dj|iy' THEN
		FOREACH word IN ARRAY string_to_array(loose_text(left(address, 200)), ' ') LOOP
			IF position(word IN others) = 0 THEN
				others := others || E'\x1f' || word;
			END IF;
		END LOOP;
	END IF;
	result := names || E'\x1f' || others || E'\x1f';
	-- An index entry has at most 2,704 bytes.
	RETURN CASE WHEN octet_length(result) > 2500 THEN left(result, 620) ELSE result END;
END
$$;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION "loose_text"(text), "patient_search_text"(text, text, text, text, text, date, text) TO PUBLIC;--> statement-breakpoint
-- As before, and with the names of the new columns.
CREATE OR REPLACE FUNCTION "keep_version"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET "search_path" = public, pg_temp AS $$
DECLARE
	derived text[] := '{sort_name,search_text,last_key,first_key}';
	stamps text[] := '{updated_at,updated_by,version,withheld_versions,shown_at}';
	guarded text[] := guarded_columns(TG_TABLE_NAME);
	old_record jsonb := to_jsonb(OLD) - derived;
	new_record jsonb;
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
		new_record := to_jsonb(NEW) - derived - stamps;
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
END $$;--> statement-breakpoint
ALTER TABLE "patient" DROP COLUMN "search_text";--> statement-breakpoint
-- In one statement, so that the table is rewritten once.
ALTER TABLE "patient"
	ADD COLUMN "last_key" text COLLATE "C" GENERATED ALWAYS AS (loose_text(last_name || ' ' || first_name)) STORED NOT NULL,
	ADD COLUMN "first_key" text COLLATE "C" GENERATED ALWAYS AS (loose_text(first_name || ' ' || last_name)) STORED NOT NULL,
	ADD COLUMN "search_text" text GENERATED ALWAYS AS (patient_search_text(name, first_name, last_name, phone_number, email, case when not date_of_birth_approximate then date_of_birth end, address)) STORED NOT NULL;--> statement-breakpoint
CREATE INDEX "patient_last_idx" ON "patient" USING btree ("practice_id","last_key","id","sort_name");--> statement-breakpoint
CREATE INDEX "patient_first_idx" ON "patient" USING btree ("practice_id","first_key","id");--> statement-breakpoint
CREATE INDEX "patient_walk_idx" ON "patient" USING btree ("practice_id","id","gender","search_text");--> statement-breakpoint
CREATE INDEX "patient_search_idx" ON "patient" USING gin ("practice_id","search_text" gin_trgm_ops) WITH (gin_pending_list_limit=512);--> statement-breakpoint
CREATE INDEX "patient_external_id_value_idx" ON "patient_external_id" USING btree ("practice_id",lower("value") collate "C");
