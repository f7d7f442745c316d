CREATE INDEX CONCURRENTLY "doctor_sounds_idx" ON "doctor" USING gin (name_sounds(loose_text("last_name" || ' ' || "first_name"))) WITH (gin_pending_list_limit=512);--> statement-breakpoint
CREATE INDEX CONCURRENTLY "patient_sounds_idx" ON "patient" USING gin ("practice_id",name_sounds("last_key")) WITH (gin_pending_list_limit=512);
