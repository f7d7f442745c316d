-- Georgian and Armenian are spelled in Latin letters, too, and so are the Cyrillic letters of Central Asia. O Brien, O'Brien and OBrien
-- are one name, as are McCarthy and Mc Carthy. Mª is the Spanish abbreviation of Maria. Other forms of a letter or sign are
-- that letter or sign: ﷲ, Ⅲ, ª, wide letters, dashes and apostrophes. Letters of Urdu are those of Arabic.
-- Otherwise as in 0015 and 0017.
CREATE OR REPLACE FUNCTION "fold_text"("value" text) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE SET "search_path" = public, pg_temp AS $$
BEGIN
	-- Most texts are ASCII, and this is most of what searching costs whoever creates a patient.
	IF octet_length(value) = length(value) THEN
		RETURN lower(value);
	END IF;
	IF value IS NOT NFKC NORMALIZED THEN
		-- Its compatibility form would be a blank and an accent.
		value := replace(value, '´', '''');
		-- An index entry has at most 2,704 bytes. The form of some signs has 18 letters; others are no longer than any text of this length.
		IF octet_length(normalize(value, NFKC)) <= 4 * length(value) THEN
			value := normalize(value, NFKC);
		END IF;
	END IF;
	-- Composed again: a Korean syllable is a letter, and not its parts.
	value := normalize(regexp_replace(normalize(lower(value), NFD), '[\u0300-\u036f\u00ad\u0600-\u0605\u061c\u06dd\u070f\u0890-\u0891\u08e2\u115f-\u1160\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffc\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0001\U000e0020-\U000e007f\U000e0100-\U000e01ef]', '', 'g'), NFC);
	value := replace(replace(replace(replace(value, 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th');
	-- Which of the two small sigmas a letter becomes depends on where it stands; telephones type other apostrophes. Hebrew and
	-- Armenian have hyphens of their own. The last one is U+2800, a Braille pattern without dots.
	RETURN translate(value, 'øłđðıħŧς’‘ʼ‛′‐‑‒–—―−⁃־֊⠀', 'olddihtσ' || repeat('''', 5) || repeat('-', 10) || ' ');
END
$$;--> statement-breakpoint
CREATE OR REPLACE FUNCTION "loose_text"("value" text) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE SET "search_path" = public, pg_temp AS $$
BEGIN
	IF octet_length(value) = length(value) THEN
		value := lower(value);
		-- Most names are spelled loosely already.
		IF value !~ '[^a-z0-9 ]|[aou]e|aa|dj|iy|^ |  | $|(?:^| )(?:o|ma?c) ' THEN
			RETURN value;
		END IF;
	ELSE
		IF value LIKE '%ª%' THEN
			value := regexp_replace(value, '(^|[ -])m\.?ª', '\1maria', 'gi');
		END IF;
		-- Without its accent, й would be another letter.
		value := fold_text(translate(normalize(value, NFC), 'йЙ', 'yy'));
		-- Katakana and hiragana are two spellings of the same syllables.
		value := translate(value, 'ァアィイゥウェエォオカガキギクグケゲコゴサザシジスズセゼソゾタダチヂッツヅテデトドナニヌネノハバパヒビピフブプヘベペホボポマミムメモャヤュユョヨラリルレロヮワヰヱヲンヴヵヶ', 'ぁあぃいぅうぇえぉおかがきぎくぐけげこごさざしじすずせぜそぞただちぢっつづてでとどなにぬねのはばぱひびぴふぶぷへべぺほぼぽまみむめもゃやゅゆょよらりるれろゎわゐゑをんゔゕゖ');
		IF value ~ '[\u0591-\u06f9]' THEN
			-- Hebrew and Arabic are rarely typed with points and vowel marks, or with a hamza on its letter. Persian and Urdu keyboards
			-- have letters of their own.
			value := regexp_replace(value, '[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670]', '', 'g');
			value := translate(value, 'آأإٱىئیےۓؤةەۀہۂۃھکڪ٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹', 'ااااييييي' || 'وهههههههكك01234567890123456789');
		END IF;
		IF value ~ '[ђјљњћџ]' THEN
			-- Serbian and Macedonian have one Latin letter for these.
			value := translate(value, 'жчшцхђјћ', 'zcschdjc');
			value := replace(replace(replace(value, 'љ', 'lj'), 'њ', 'nj'), 'џ', 'dz');
		END IF;
		IF value ~ '[а-яєіґѕ]' THEN
			value := replace(replace(replace(replace(value, 'ж', 'zh'), 'х', 'kh'), 'ц', 'ts'), 'ч', 'ch');
			value := replace(replace(replace(replace(replace(value, 'щ', 'shch'), 'ш', 'sh'), 'ю', 'yu'), 'я', 'ya'), 'є', 'ye');
			value := translate(value, 'абвгґдезиіклмнопрстуфыэѕәғқңөұүһҳҷъь', 'abvggdeziiklmnoprstufyezagknouuhhj');
		END IF;
		IF value ~ '[α-ω]' THEN
			value := replace(replace(replace(replace(replace(value, 'ου', 'ou'), 'αυ', 'av'), 'ευ', 'ev'), 'γγ', 'ng'), 'γκ', 'gk');
			value := replace(replace(replace(replace(value, 'θ', 'th'), 'χ', 'ch'), 'ψ', 'ps'), 'ξ', 'x');
			value := translate(value, 'αβγδεζηικλμνοπρστυφω', 'avgdeziiklmnoprstyfo');
		END IF;
		IF value ~ '[ა-ჰ]' THEN
			value := replace(replace(replace(replace(value, 'ჟ', 'zh'), 'ხ', 'kh'), 'ღ', 'gh'), 'შ', 'sh');
			value := replace(replace(replace(replace(replace(value, 'ჩ', 'ch'), 'ჭ', 'ch'), 'ც', 'ts'), 'წ', 'ts'), 'ძ', 'dz');
			value := translate(value, 'აბგდევზთიკლმნოპრსტუფქყჯჰ', 'abgdevztiklmnoprstupkqjh');
		END IF;
		IF value ~ '[ա-ֆ]' THEN
			-- Two letters have another sound where a word begins.
			value := regexp_replace(regexp_replace(replace(value, 'ու', 'u'), '(^|[ -])ո', '\1vo', 'g'), '(^|[ -])ե', '\1ye', 'g');
			value := replace(replace(replace(replace(value, 'ժ', 'zh'), 'խ', 'kh'), 'ղ', 'gh'), 'շ', 'sh');
			value := replace(replace(replace(replace(replace(value, 'ճ', 'ch'), 'չ', 'ch'), 'ծ', 'ts'), 'ց', 'ts'), 'ձ', 'dz');
			value := translate(value, 'աբգդեզէըթիլկհյմնոպջռսվտրւփքօֆ', 'abgdezeytilkhymnopjrsvtrvpkof');
		END IF;
		value := translate(value, 'əŋɓɗƙƴɖɛɔ', 'enbdkydeo');
	END IF;
	value := translate(value, '-/,;:()[]<>"“”„«»&+_|*#\…•・' || E'\t\n\r\u00a0\u001f', repeat(' ', 32));
	value := translate(value, '''`´ʻʾʿʹʺˈ.·', '');
	value := regexp_replace(regexp_replace(value, '([aou])e+', '\1', 'g'), 'a{2,}', 'a', 'g');
	value := replace(replace(value, 'dj', 'd'), 'iy', 'y');
	value := trim(regexp_replace(value, ' {2,}', ' ', 'g'));
	RETURN regexp_replace(value, '(^| )(o|ma?c) (?=.)', '\1\2', 'g');
END
$$;--> statement-breakpoint
-- Computes the columns of the rows anew that are folded in another way now, as 0012 does. The accounts come last, so that log-ins
-- wait the least.
UPDATE "patient" SET "last_name" = "last_name"
WHERE ("last_key", "first_key", "search_text") IS DISTINCT FROM (loose_text("last_name" || ' ' || "first_name"), loose_text("first_name" || ' ' || "last_name"),
	patient_search_text("name", "first_name", "last_name", "phone_number", "email", CASE WHEN NOT "date_of_birth_approximate" THEN "date_of_birth" END, "address"));--> statement-breakpoint
UPDATE "doctor" SET "last_name" = "last_name" WHERE "search_text" <> fold_text("search_text");--> statement-breakpoint
UPDATE "concept" SET "display" = "display" WHERE "search_text" <> fold_text("search_text");--> statement-breakpoint
UPDATE "account" SET "name" = "name" WHERE "search_text" <> fold_text("search_text");
