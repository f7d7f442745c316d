-- Names that sound alike are found by what they sound like: Mohammed is Muhammad, Meier is Mayr, and Christoph is Kristof.
CREATE EXTENSION IF NOT EXISTS fuzzystrmatch;--> statement-breakpoint
-- What the words of names in the loose spelling sound like. The codes of Double Metaphone have four consonants, and no vowels. So a sound
-- is such a code with the last consonant, the first vowel, and the vowel that ends the word: Hassan is not Hussein, Maria is not Marie, and
-- Kristof is not Kristin. A word may have several sounds, as W and J have in some languages. A word in another script has none.
CREATE FUNCTION "name_sounds"("loose_names" text) RETURNS text[] LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE SET "search_path" = public, pg_temp AS $$
DECLARE
	word text;
	vowels text;
	ending text[];
	frame text;
	code text;
	other text;
	sounds text[] := '{}';
BEGIN
	FOREACH word IN ARRAY string_to_array(loose_names, ' ') LOOP
		CONTINUE WHEN word !~ '^[a-z]{2,}$';
		word := replace(replace(replace(word, 'ph', 'f'), 'ksh', 'x'), 'tz', 'z');
		vowels := substring(word from '^y?[^aeiouy]*([aeiouy]+w?)');
		frame := CASE
			WHEN vowels ~ '^[ae][iy]' THEN 'y'
			WHEN vowels ~ '^(?:[ou]|a[uw])' THEN 'o'
			WHEN vowels ~ '^(?:[iy]|ee)' THEN 'i'
			ELSE left(vowels, 1)
		END;
		-- An H that ends a word, or GH behind a vowel, is not heard.
		ending := regexp_match(word, '([^aeiouy]*?)([aeiouy]*)(?:(?<=[aeiouy])g)?h?$');
		-- Behind a vowel, as a consonant may be silent where a word begins.
		frame := concat_ws('.', translate(right(dmetaphone('a' || ending[1]), 1), '0', 'T'), frame, CASE
			WHEN ending[2] IN ('', 'e') THEN ''
			WHEN right(ending[2], 1) = 'a' THEN 'a'
			WHEN right(ending[2], 1) IN ('o', 'u') THEN 'o'
			ELSE 'i'
		END);
		code := dmetaphone(word);
		other := dmetaphone_alt(word);
		CONTINUE WHEN code = '';
		sounds := sounds || concat_ws('.', code, frame);
		IF other <> code THEN
			sounds := sounds || concat_ws('.', other, frame);
		END IF;
		IF strpos(word, 'w') > 0 THEN
			sounds := sounds || concat_ws('.', dmetaphone(replace(word, 'w', 'v')), frame);
		END IF;
	END LOOP;
	RETURN sounds;
END
$$;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION "name_sounds"(text) TO PUBLIC;
