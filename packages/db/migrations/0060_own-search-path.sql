-- Dumps, logical replication and some maintenance commands run with an empty search path: without their own, these
-- functions would not find each other, and a restored copy would have no patients.
ALTER FUNCTION "fold_text"(text) SET "search_path" = public, pg_temp;--> statement-breakpoint
ALTER FUNCTION "loose_text"(text) SET "search_path" = public, pg_temp;--> statement-breakpoint
ALTER FUNCTION "patient_search_text"(text, text, text, text, text, date, text) SET "search_path" = public, pg_temp;--> statement-breakpoint
ALTER FUNCTION "make_audit_partitions"(integer) SET "search_path" = public, pg_temp;--> statement-breakpoint
ALTER FUNCTION "refuse_audit_change"() SET "search_path" = public, pg_temp;--> statement-breakpoint
ALTER FUNCTION "refuse_audit_truncate"(text) SET "search_path" = public, pg_temp;
