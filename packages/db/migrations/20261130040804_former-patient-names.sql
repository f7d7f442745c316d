-- Patients are found by the names that they had, which their versions keep.
CREATE INDEX CONCURRENTLY "record_version_name_idx" ON "record_version" USING btree ("practice_id",(loose_text((record->>'last_name') || ' ' || (record->>'first_name')) collate "C"),"record_id") WHERE record_type = 'patient';--> statement-breakpoint
CREATE INDEX CONCURRENTLY "removed_record_name_idx" ON "removed_record" USING btree ("practice_id",(loose_text((record->>'last_name') || ' ' || (record->>'first_name')) collate "C"),"record_id") WHERE record_type = 'patient';
