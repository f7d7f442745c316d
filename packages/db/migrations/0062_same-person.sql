-- Searches keep an index all the time: the new ones are ready before the old ones go.
CREATE INDEX CONCURRENTLY "patient_first_phone_idx" ON "patient" USING btree ("practice_id",phone_key("phone_number", 1)) WHERE "patient"."phone_number" is not null;--> statement-breakpoint
CREATE INDEX CONCURRENTLY "patient_other_phone_idx" ON "patient" USING btree ("practice_id",phone_key("phone_number", 2)) WHERE phone_key("patient"."phone_number", 2) is not null;--> statement-breakpoint
CREATE INDEX CONCURRENTLY "patient_sort_name_idx" ON "patient" USING btree ("practice_id","sort_name","id");--> statement-breakpoint
CREATE INDEX CONCURRENTLY "patient_last_key_idx" ON "patient" USING btree ("practice_id","last_key","id","sort_name","date_of_birth");--> statement-breakpoint
DROP INDEX CONCURRENTLY "patient_phone_idx";--> statement-breakpoint
DROP INDEX CONCURRENTLY "patient_name_idx";--> statement-breakpoint
DROP INDEX CONCURRENTLY "patient_last_idx";
