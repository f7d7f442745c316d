CREATE TABLE "freed_slot" (
	"practice_id" uuid NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"patient_id" uuid NOT NULL,
	"doctor_id" uuid NOT NULL,
	"room_id" uuid,
	"starts_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "freed_slot_pkey" PRIMARY KEY("practice_id","id")
);
--> statement-breakpoint
CREATE TABLE "waitlist_entry" (
	"practice_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"patient_id" uuid NOT NULL,
	"visit_type_id" uuid NOT NULL,
	"doctor_id" uuid,
	"specialization" text,
	"weekdays" integer[] NOT NULL,
	"starts_from" text,
	"starts_to" text,
	"first_day" date,
	"last_day" date NOT NULL,
	"note" text,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "waitlist_entry_pkey" PRIMARY KEY("practice_id","id"),
	CONSTRAINT "waitlist_entry_doctor_check" CHECK ("waitlist_entry"."doctor_id" is null or "waitlist_entry"."specialization" is null)
);
--> statement-breakpoint
CREATE TABLE "waitlist_offer" (
	"practice_id" uuid NOT NULL,
	"appointment_id" uuid NOT NULL,
	"entry_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "waitlist_offer_pkey" PRIMARY KEY("practice_id","appointment_id")
);
--> statement-breakpoint
ALTER TABLE "appointment_mail" DROP CONSTRAINT "appointment_mail_kind_check";--> statement-breakpoint
ALTER TABLE "practice" ADD COLUMN "offer_minutes" integer DEFAULT 60 NOT NULL;--> statement-breakpoint
ALTER TABLE "sample_data" ADD COLUMN "visit_type_ids" uuid[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "sample_data" ADD COLUMN "room_ids" uuid[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "sample_data" ADD COLUMN "doctor_ids" uuid[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "freed_slot" ADD CONSTRAINT "freed_slot_practice_fkey" FOREIGN KEY ("practice_id") REFERENCES "public"."practice"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "waitlist_entry" ADD CONSTRAINT "waitlist_entry_patient_fkey" FOREIGN KEY ("practice_id","patient_id") REFERENCES "public"."patient"("practice_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "waitlist_entry" ADD CONSTRAINT "waitlist_entry_visit_type_fkey" FOREIGN KEY ("practice_id","visit_type_id") REFERENCES "public"."visit_type"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "waitlist_entry" ADD CONSTRAINT "waitlist_entry_created_by_fkey" FOREIGN KEY ("created_by") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "waitlist_offer" ADD CONSTRAINT "waitlist_offer_appointment_fkey" FOREIGN KEY ("practice_id","appointment_id") REFERENCES "public"."appointment"("practice_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "waitlist_entry_patient_idx" ON "waitlist_entry" USING btree ("practice_id","patient_id");--> statement-breakpoint
CREATE INDEX "waitlist_entry_visit_type_idx" ON "waitlist_entry" USING btree ("practice_id","visit_type_id");--> statement-breakpoint
CREATE INDEX "waitlist_offer_entry_idx" ON "waitlist_offer" USING btree ("practice_id","entry_id");--> statement-breakpoint
CREATE INDEX "waitlist_offer_open_idx" ON "waitlist_offer" USING btree ("practice_id") WHERE "waitlist_offer"."ended_at" is null;--> statement-breakpoint
ALTER TABLE "appointment_mail" ADD CONSTRAINT "appointment_mail_kind_check" CHECK ("appointment_mail"."kind" in ('booked', 'moved', 'cancelled', 'reminder', 'offered'));--> statement-breakpoint
ALTER TABLE "practice" ADD CONSTRAINT "practice_offer_check" CHECK ("practice"."offer_minutes" between 5 and 1440);
--> statement-breakpoint
-- Whatever ends an appointment's claim to a time to come notes the time as free, if anybody waits for one: a cancellation
-- by staff, by the patient or of a series, a move, and an offer that was declined or has expired. A hold is noted only
-- if it was an offer, because its slot was free before. A booked offer ends the wait.
CREATE FUNCTION "free_slot"() RETURNS trigger LANGUAGE plpgsql SET "search_path" = public, pg_temp AS $$
DECLARE
	answered uuid;
	waiting uuid;
BEGIN
	IF OLD.status = 'pending' AND NEW.status <> 'pending' THEN
		UPDATE waitlist_offer SET ended_at = now()
			WHERE practice_id = NEW.practice_id AND appointment_id = NEW.id AND ended_at IS NULL
			RETURNING entry_id INTO answered;
		IF answered IS NOT NULL AND NEW.status = 'booked' THEN
			DELETE FROM waitlist_entry WHERE practice_id = NEW.practice_id AND id = answered;
		END IF;
	END IF;
	IF OLD.starts_at <= now() OR (OLD.status = 'pending' AND answered IS NULL)
		OR (NEW.status <> 'cancelled' AND (NEW.doctor_id, NEW.starts_at) = (OLD.doctor_id, OLD.starts_at)) THEN
		RETURN NULL;
	END IF;
	-- In the order of an index, so that nobody's list is scanned.
	SELECT id INTO waiting FROM waitlist_entry WHERE practice_id = NEW.practice_id ORDER BY practice_id, id LIMIT 1;
	IF waiting IS NOT NULL THEN
		INSERT INTO freed_slot (practice_id, patient_id, doctor_id, room_id, starts_at)
			VALUES (OLD.practice_id, OLD.patient_id, OLD.doctor_id, OLD.room_id, OLD.starts_at);
	END IF;
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER "appointment_free_slot" AFTER UPDATE ON "appointment" FOR EACH ROW
	WHEN (OLD.status IN ('pending', 'booked', 'arrived') AND (OLD.status, OLD.doctor_id, OLD.starts_at) IS DISTINCT FROM (NEW.status, NEW.doctor_id, NEW.starts_at))
	EXECUTE FUNCTION "free_slot"();
