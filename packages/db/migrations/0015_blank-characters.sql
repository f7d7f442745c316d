-- U+FFFC stands where a picture was and is hardly seen, so it takes no part in what is searched in, sorted by and compared.
-- U+2800 looks like a blank, so it is one. Otherwise as in 0012.
CREATE OR REPLACE FUNCTION "fold_text"("value" text) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
	-- Most texts are ASCII, and this is most of what searching costs whoever creates a patient.
	IF octet_length(value) = length(value) THEN
		RETURN lower(value);
	END IF;
	-- Composed again: a Korean syllable is a letter, and not its parts.
	value := normalize(regexp_replace(normalize(lower(value), NFD), '[\u0300-\u036f\u00ad\u0600-\u0605\u061c\u06dd\u070f\u0890-\u0891\u08e2\u115f-\u1160\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffc\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0001\U000e0020-\U000e007f\U000e0100-\U000e01ef]', '', 'g'), NFC);
	value := replace(replace(replace(replace(value, 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th');
	value := replace(replace(replace(replace(replace(value, 'ﬃ', 'ffi'), 'ﬄ', 'ffl'), 'ﬁ', 'fi'), 'ﬂ', 'fl'), 'ﬀ', 'ff');
	-- Which of the two small sigmas a letter becomes depends on where it stands; telephones type other apostrophes. The last one is
	-- U+2800, a Braille pattern without dots.
	RETURN translate(value, 'øłđðıħŧς’‘ʼ‐‑–⠀', 'olddihtσ''''''--- ');
END
$$;--> statement-breakpoint
-- Computes the columns of the few rows anew that have such a character, as 0012 does.
UPDATE "patient" SET "name" = "name", "first_name" = "first_name", "last_name" = "last_name" WHERE "search_text" <> fold_text("search_text");--> statement-breakpoint
UPDATE "doctor" SET "name" = "name", "first_name" = "first_name", "last_name" = "last_name" WHERE "search_text" <> fold_text("search_text");--> statement-breakpoint
UPDATE "account" SET "name" = "name" WHERE "search_text" <> fold_text("search_text");
