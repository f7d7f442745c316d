-- Ages are those of the living, and procedures without a date stand among days of the practice in lists.
CREATE INDEX CONCURRENTLY "patient_born_idx" ON "patient" USING btree ("practice_id","date_of_birth","gender","deceased_on");--> statement-breakpoint
CREATE INDEX CONCURRENTLY "procedure_undated_idx" ON "procedure" USING btree ("practice_id","patient_id","happened_at","id") WHERE "procedure"."performed_from" is null;--> statement-breakpoint
DROP INDEX CONCURRENTLY "patient_birth_idx";
