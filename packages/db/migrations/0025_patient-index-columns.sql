DROP INDEX "patient_birth_idx";--> statement-breakpoint
DROP INDEX "patient_name_idx";--> statement-breakpoint
CREATE INDEX "patient_birth_idx" ON "patient" USING btree ("practice_id","date_of_birth","gender");--> statement-breakpoint
CREATE INDEX "patient_name_idx" ON "patient" USING btree ("practice_id","sort_name","id","date_of_birth");