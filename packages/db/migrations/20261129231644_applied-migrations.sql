-- Servers may not read the migrator's own table.
CREATE FUNCTION "applied_migrations"() RETURNS json LANGUAGE plpgsql STABLE SECURITY DEFINER SET "search_path" = public, pg_temp AS $$
BEGIN
	RETURN (SELECT json_agg(json_build_object('name', name, 'hash', hash, 'time', created_at) ORDER BY id) FROM drizzle.__drizzle_migrations);
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION "applied_migrations"() FROM PUBLIC;
