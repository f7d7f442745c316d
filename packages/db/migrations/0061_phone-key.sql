-- The last digits of the nth number in a field, which may have several: "044 555 02 00 / 079 123 45 67". Letters end a
-- number, as before an extension. A slash may also follow an area code, so a number has seven digits before it ends there.
-- `phoneNumbers` of the API does the same.
CREATE FUNCTION "phone_key"("phone_number" text, "nth" integer) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE SET "search_path" = public, pg_temp AS $$
DECLARE
	segment text;
	part text;
	digits text;
	number text;
	found integer := 0;
BEGIN
	FOREACH segment IN ARRAY regexp_split_to_array(phone_number, '[A-Za-z#]+') LOOP
		number := '';
		FOREACH part IN ARRAY regexp_split_to_array(segment, '[/;,|&]|\s[-–—]\s|(?=\+)') LOOP
			digits := regexp_replace(part, '[^0-9]', '', 'g');
			IF length(number) >= 7 AND length(digits) >= 6 THEN
				found := found + 1;
				EXIT WHEN found = nth;
				number := digits;
			ELSIF length(number) < 9 THEN
				number := number || digits;
			END IF;
		END LOOP;
		IF found < nth AND length(number) >= 6 THEN
			found := found + 1;
		END IF;
		IF found = nth THEN
			RETURN right(number, 6);
		END IF;
	END LOOP;
	RETURN NULL;
END
$$;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION "phone_key"(text, integer) TO PUBLIC;
