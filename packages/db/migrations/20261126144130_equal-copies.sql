-- On Citus, each node stamps its copy of a new doctor. Compared with `now()`, the coordinator's copy kept its default, and
-- differed from the others.
CREATE OR REPLACE TRIGGER "doctor_begins_now" BEFORE INSERT ON "doctor" FOR EACH ROW EXECUTE FUNCTION "refuse_made_up_past"();
