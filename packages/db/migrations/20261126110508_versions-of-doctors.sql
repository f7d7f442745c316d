-- The directory is small, and was kept under a practice of zeros.
INSERT INTO "doctor_version" ("record_id", "version", "valid_from", "valid_to", "changed_by", "record")
SELECT "record_id", "version", "valid_from", "valid_to", "changed_by", "record" FROM "record_version"
WHERE "practice_id" = '00000000-0000-0000-0000-000000000000' ON CONFLICT DO NOTHING;
--> statement-breakpoint
INSERT INTO "removed_doctor" ("record_id", "version", "removed_at", "removed_by", "record", "relations")
SELECT "record_id", "version", "removed_at", "removed_by", "record", "relations" FROM "removed_record"
WHERE "practice_id" = '00000000-0000-0000-0000-000000000000' ON CONFLICT DO NOTHING;
--> statement-breakpoint
DELETE FROM "record_version" WHERE "practice_id" = '00000000-0000-0000-0000-000000000000';
--> statement-breakpoint
SET LOCAL "caretype.erasing" = 'on';
--> statement-breakpoint
DELETE FROM "removed_record" WHERE "practice_id" = '00000000-0000-0000-0000-000000000000';
--> statement-breakpoint
-- On Citus, the kind was the name of a table on a node, such as patient_102008. No kind ends with digits.
UPDATE "record_version" SET "record_type" = regexp_replace("record_type", '_[0-9]+$', '') WHERE "record_type" ~ '_[0-9]+$';
--> statement-breakpoint
UPDATE "removed_record" SET "record_type" = regexp_replace("record_type", '_[0-9]+$', '') WHERE "record_type" ~ '_[0-9]+$';
