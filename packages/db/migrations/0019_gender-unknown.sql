-- FHIR's fourth administrative gender. Each check scans its table once, at some million rows a second.
ALTER TABLE "doctor" DROP CONSTRAINT "doctor_gender_check";--> statement-breakpoint
ALTER TABLE "patient" DROP CONSTRAINT "patient_gender_check";--> statement-breakpoint
ALTER TABLE "doctor" ADD CONSTRAINT "doctor_gender_check" CHECK ("doctor"."gender" in ('male', 'female', 'other', 'unknown'));--> statement-breakpoint
ALTER TABLE "patient" ADD CONSTRAINT "patient_gender_check" CHECK ("patient"."gender" in ('male', 'female', 'other', 'unknown'));