-- Searches keep an index all the time: the new one is ready before the old one goes.
CREATE INDEX CONCURRENTLY "concept_displays_idx" ON "concept" USING btree ("practice_id","terminology_id",(left("search_text", least(greatest(length("display"), strpos("search_text", ' ' || lower("code")) - 1), 40)) COLLATE "C"));--> statement-breakpoint
DROP INDEX CONCURRENTLY "concept_begins_idx";
