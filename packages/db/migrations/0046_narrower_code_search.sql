-- Searches keep an index all the time: the new one is ready before the old one goes.
CREATE INDEX CONCURRENTLY "concept_words_idx" ON "concept" USING gin ("terminology_id","search_text" gin_trgm_ops) WITH (gin_pending_list_limit=512);--> statement-breakpoint
DROP INDEX CONCURRENTLY "concept_search_idx";
