-- As before. Citus hides from queries what a node has of a table, so there nothing was analysed. Also analysed are tables whose list of
-- practices is complete without this one: of a practice that was just created, the planner expects no row, and takes any index for a good one.
CREATE OR REPLACE FUNCTION "note_import_statistics"("written" bigint, "of_practice" uuid DEFAULT NULL) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET "search_path" = public, pg_temp AS $$
DECLARE
	each regclass;
	is_missing boolean;
BEGIN
	-- Of the function itself, only a superuser may set it. It is a name without a meaning elsewhere.
	PERFORM set_config('citus.override_table_visibility', 'off', true);
	is_missing := EXISTS (
		SELECT FROM pg_stats WHERE schemaname = 'public' AND tablename = own_copy('patient', of_practice) AND attname = 'practice_id'
			AND 0.99 < (SELECT sum(share) FROM unnest(most_common_freqs) AS share)
			AND NOT most_common_vals::text::uuid[] @> ARRAY[of_practice]
	);
	FOR each IN
		SELECT to_regclass(own_copy(kind, of_practice)) FROM unnest('{patient,doctor,patient_external_id,doctor_external_id}'::text[]) AS kind
	LOOP
		IF is_missing OR EXISTS (SELECT FROM pg_class WHERE oid = each AND reltuples < written) THEN
			EXECUTE format('ANALYZE %s', each);
		END IF;
	END LOOP;
	PERFORM set_config('citus.override_table_visibility', 'on', true);
END $$;
