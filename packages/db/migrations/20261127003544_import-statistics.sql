DROP FUNCTION "note_import_statistics"(bigint);
--> statement-breakpoint
-- On Citus, an import writes to the practice's own tables on its node. Without a practice, only copies are analysed there.
CREATE FUNCTION "note_import_statistics"("written" bigint, "of_practice" uuid DEFAULT NULL) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET "search_path" = public, pg_temp AS $$
DECLARE
	each regclass;
BEGIN
	FOR each IN
		SELECT to_regclass(own_copy(kind, of_practice)) FROM unnest('{patient,doctor,patient_external_id,doctor_external_id}'::text[]) AS kind
	LOOP
		IF EXISTS (SELECT FROM pg_class WHERE oid = each AND reltuples < written) THEN
			EXECUTE format('ANALYZE %s', each);
		END IF;
	END LOOP;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION "note_import_statistics"(bigint, uuid) FROM PUBLIC;
