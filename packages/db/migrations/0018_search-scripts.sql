-- More names are found however they are typed: with and without vowel marks and hamza in Arabic and points in Hebrew, in hiragana and
-- katakana, and in letters of another width. Otherwise as in 0017.
CREATE OR REPLACE FUNCTION "loose_text"("value" text) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
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
-- As in 0017, but й is spelled y, as in the keys of names.
CREATE OR REPLACE FUNCTION "patient_search_text"("name" text, "first_name" text, "last_name" text, "phone_number" text, "email" text, "born" date, "address" text) RETURNS text LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
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
-- Computes the columns of the few rows anew that have such a character, as 0012 does.
UPDATE "patient" SET "name" = "name", "first_name" = "first_name", "last_name" = "last_name" WHERE concat("name", "first_name", "last_name", left("address", 200)) ~ '[йЙ\u0306\u0591-\u06d3\u30a1-\u30f6\uff01-\uff9f]';
