-- A record's versions go with it. Only the undo of an import, the removal of sample data and an erasure delete such records.
-- A removed patient keeps the appointments, and their versions with them, until an import makes one of them again.
CREATE FUNCTION "forget_versions"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET "search_path" = public, pg_temp AS $$
DECLARE
	gone record := coalesce(OLD, NEW);
BEGIN
	IF TG_OP = 'DELETE' AND TG_TABLE_NAME = 'appointment' AND NOT EXISTS (
		SELECT FROM patient WHERE practice_id = gone.practice_id AND id = gone.patient_id
	) THEN
		RETURN NULL;
	END IF;
	DELETE FROM record_version
	WHERE practice_id = gone.practice_id AND record_id = gone.id AND record_type = TG_TABLE_NAME;
	RETURN NULL;
END $$;--> statement-breakpoint
REVOKE ALL ON FUNCTION "forget_versions"() FROM PUBLIC;--> statement-breakpoint
CREATE TRIGGER "appointment_begins_anew" AFTER INSERT ON "appointment" FOR EACH ROW WHEN (NEW.version = 1) EXECUTE FUNCTION "forget_versions"();--> statement-breakpoint
CREATE TRIGGER "appointment_forget_versions" AFTER DELETE ON "appointment" FOR EACH ROW WHEN (OLD.version > 1) EXECUTE FUNCTION "forget_versions"();--> statement-breakpoint
CREATE TRIGGER "encounter_forget_versions" AFTER DELETE ON "encounter" FOR EACH ROW WHEN (OLD.version > 1) EXECUTE FUNCTION "forget_versions"();--> statement-breakpoint
CREATE TRIGGER "condition_forget_versions" AFTER DELETE ON "condition" FOR EACH ROW WHEN (OLD.version > 1) EXECUTE FUNCTION "forget_versions"();--> statement-breakpoint
CREATE TRIGGER "allergy_forget_versions" AFTER DELETE ON "allergy" FOR EACH ROW WHEN (OLD.version > 1) EXECUTE FUNCTION "forget_versions"();--> statement-breakpoint
CREATE TRIGGER "observation_forget_versions" AFTER DELETE ON "observation" FOR EACH ROW WHEN (OLD.version > 1) EXECUTE FUNCTION "forget_versions"();--> statement-breakpoint
CREATE TRIGGER "medication_forget_versions" AFTER DELETE ON "medication" FOR EACH ROW WHEN (OLD.version > 1) EXECUTE FUNCTION "forget_versions"();--> statement-breakpoint
CREATE TRIGGER "immunization_forget_versions" AFTER DELETE ON "immunization" FOR EACH ROW WHEN (OLD.version > 1) EXECUTE FUNCTION "forget_versions"();--> statement-breakpoint
CREATE TRIGGER "procedure_forget_versions" AFTER DELETE ON "procedure" FOR EACH ROW WHEN (OLD.version > 1) EXECUTE FUNCTION "forget_versions"();
