ALTER TABLE "assignment" DROP CONSTRAINT "assignment_pair_key";--> statement-breakpoint
ALTER TABLE "assignment" ADD CONSTRAINT "assignment_pair_key" UNIQUE("practice_id","doctor_id","patient_id");--> statement-breakpoint
CREATE INDEX "doctor_walk_idx" ON "doctor" USING btree ("id","gender","search_text");--> statement-breakpoint
CREATE INDEX "patient_walk_idx" ON "patient" USING btree ("practice_id","id","gender","search_text");--> statement-breakpoint
ALTER INDEX "doctor_search_idx" SET (gin_pending_list_limit = 512);--> statement-breakpoint
ALTER INDEX "patient_search_idx" SET (gin_pending_list_limit = 512);--> statement-breakpoint
-- An index-only walk reads the table for every row that came after the last vacuum: by default, a fifth of all rows.
ALTER TABLE "patient" SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02);
