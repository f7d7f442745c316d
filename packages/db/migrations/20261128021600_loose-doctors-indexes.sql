CREATE INDEX CONCURRENTLY "doctor_walk_idx" ON "doctor" USING btree ("id","gender","search_text");--> statement-breakpoint
CREATE INDEX CONCURRENTLY "doctor_search_idx" ON "doctor" USING gin ("search_text" gin_trgm_ops) WITH (gin_pending_list_limit=512);--> statement-breakpoint
CREATE INDEX CONCURRENTLY "doctor_last_key_idx" ON "doctor" USING btree (loose_text("last_name" || ' ' || "first_name"));
