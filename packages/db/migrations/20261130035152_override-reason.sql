ALTER TABLE "medication" ADD COLUMN "override_reason" text;--> statement-breakpoint
-- A drug of a locked encounter that is taken again may have a reason of its own.
DROP TRIGGER "medication_locked" ON "medication";--> statement-breakpoint
CREATE TRIGGER "medication_locked" BEFORE UPDATE ON "medication" FOR EACH ROW WHEN (OLD.encounter_id IS NOT NULL AND OLD.error_reason IS NULL) EXECUTE FUNCTION "refuse_change_in_locked"('status', 'until_date', 'end_reason', 'override_reason');
