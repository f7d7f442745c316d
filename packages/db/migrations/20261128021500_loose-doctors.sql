-- Doctors are found in every spelling, as patients are. This rewrites the directory: it has few rows, and a column beside
-- this one would not fit into the index that searches scan.
-- squawk-ignore ban-drop-column
ALTER TABLE "doctor" DROP COLUMN "search_text";--> statement-breakpoint
-- squawk-ignore adding-field-with-default
ALTER TABLE "doctor" ADD COLUMN "search_text" text GENERATED ALWAYS AS (patient_search_text(name, first_name, last_name, phone_number, email, null, null)) STORED NOT NULL;
