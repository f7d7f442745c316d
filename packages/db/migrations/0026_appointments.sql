CREATE EXTENSION IF NOT EXISTS btree_gist;--> statement-breakpoint
CREATE TABLE "appointment" (
	"practice_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"patient_id" uuid NOT NULL,
	"doctor_id" uuid NOT NULL,
	"visit_type_id" uuid NOT NULL,
	"room_id" uuid,
	"status" text NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"occupied_from" timestamp with time zone NOT NULL,
	"occupied_to" timestamp with time zone NOT NULL,
	"slot" text NOT NULL,
	"held_until" timestamp with time zone,
	"override_reason" text,
	"reason_for_visit" text,
	"cancellation_reason" text,
	"arrived_at" timestamp with time zone,
	"series_id" uuid,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"updated_by" uuid,
	CONSTRAINT "appointment_pkey" PRIMARY KEY("practice_id","id"),
	CONSTRAINT "appointment_status_check" CHECK ("appointment"."status" in ('pending', 'booked', 'arrived', 'fulfilled', 'cancelled', 'noshow')),
	CONSTRAINT "appointment_held_check" CHECK ("appointment"."status" <> 'pending' or "appointment"."held_until" is not null),
	CONSTRAINT "appointment_times_check" CHECK ("appointment"."occupied_from" <= "appointment"."starts_at" and "appointment"."starts_at" < "appointment"."ends_at" and "appointment"."ends_at" <= "appointment"."occupied_to")
);
--> statement-breakpoint
CREATE TABLE "opening_hours" (
	"practice_id" uuid NOT NULL,
	"doctor_id" uuid NOT NULL,
	"weekly" jsonb NOT NULL,
	"exceptions" jsonb NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" uuid NOT NULL,
	"version" integer NOT NULL,
	CONSTRAINT "opening_hours_pkey" PRIMARY KEY("practice_id","doctor_id")
);
--> statement-breakpoint
CREATE TABLE "room" (
	"practice_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"is_active" boolean DEFAULT true NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "room_pkey" PRIMARY KEY("practice_id","id")
);
--> statement-breakpoint
CREATE TABLE "visit_type" (
	"practice_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"minutes" integer NOT NULL,
	"buffer_before" integer DEFAULT 0 NOT NULL,
	"buffer_after" integer DEFAULT 0 NOT NULL,
	"seats" integer DEFAULT 1 NOT NULL,
	"is_active" boolean DEFAULT true NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "visit_type_pkey" PRIMARY KEY("practice_id","id"),
	CONSTRAINT "visit_type_minutes_check" CHECK ("visit_type"."minutes" between 5 and 720),
	CONSTRAINT "visit_type_buffers_check" CHECK ("visit_type"."buffer_before" between 0 and 240 and "visit_type"."buffer_after" between 0 and 240),
	CONSTRAINT "visit_type_seats_check" CHECK ("visit_type"."seats" between 1 and 100)
);
--> statement-breakpoint
ALTER TABLE "record_version" DROP CONSTRAINT "record_version_type_check";--> statement-breakpoint
ALTER TABLE "removed_record" DROP CONSTRAINT "removed_record_type_check";--> statement-breakpoint
ALTER TABLE "appointment" ADD CONSTRAINT "appointment_patient_fkey" FOREIGN KEY ("practice_id","patient_id") REFERENCES "public"."patient"("practice_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appointment" ADD CONSTRAINT "appointment_visit_type_fkey" FOREIGN KEY ("practice_id","visit_type_id") REFERENCES "public"."visit_type"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appointment" ADD CONSTRAINT "appointment_room_fkey" FOREIGN KEY ("practice_id","room_id") REFERENCES "public"."room"("practice_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appointment" ADD CONSTRAINT "appointment_created_by_fkey" FOREIGN KEY ("created_by") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "opening_hours" ADD CONSTRAINT "opening_hours_practice_fkey" FOREIGN KEY ("practice_id") REFERENCES "public"."practice"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "opening_hours" ADD CONSTRAINT "opening_hours_doctor_fkey" FOREIGN KEY ("doctor_id") REFERENCES "public"."doctor"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "room" ADD CONSTRAINT "room_practice_fkey" FOREIGN KEY ("practice_id") REFERENCES "public"."practice"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "room" ADD CONSTRAINT "room_created_by_fkey" FOREIGN KEY ("created_by") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visit_type" ADD CONSTRAINT "visit_type_practice_fkey" FOREIGN KEY ("practice_id") REFERENCES "public"."practice"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visit_type" ADD CONSTRAINT "visit_type_created_by_fkey" FOREIGN KEY ("created_by") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "appointment_start_idx" ON "appointment" USING btree ("practice_id","starts_at","id");--> statement-breakpoint
CREATE INDEX "appointment_doctor_idx" ON "appointment" USING btree ("practice_id","doctor_id","starts_at","id");--> statement-breakpoint
CREATE INDEX "appointment_patient_idx" ON "appointment" USING btree ("practice_id","patient_id","starts_at","id");--> statement-breakpoint
CREATE INDEX "appointment_visit_type_idx" ON "appointment" USING btree ("practice_id","visit_type_id");--> statement-breakpoint
CREATE INDEX "appointment_room_idx" ON "appointment" USING btree ("practice_id","room_id","starts_at");--> statement-breakpoint
CREATE INDEX "appointment_series_idx" ON "appointment" USING btree ("practice_id","series_id","starts_at") WHERE "appointment"."series_id" is not null;--> statement-breakpoint
CREATE INDEX "appointment_held_idx" ON "appointment" USING btree ("practice_id","held_until") WHERE "appointment"."status" = 'pending';--> statement-breakpoint
CREATE INDEX "appointment_booked_idx" ON "appointment" USING btree ("practice_id","doctor_id","created_at");--> statement-breakpoint
CREATE INDEX "appointment_standing_idx" ON "appointment" USING btree ("doctor_id","ends_at") WHERE "appointment"."status" in ('pending', 'booked', 'arrived');--> statement-breakpoint
CREATE INDEX "opening_hours_doctor_idx" ON "opening_hours" USING hash ("doctor_id");--> statement-breakpoint
CREATE UNIQUE INDEX "room_name_key" ON "room" USING btree ("practice_id",lower("name"));--> statement-breakpoint
CREATE UNIQUE INDEX "visit_type_name_key" ON "visit_type" USING btree ("practice_id",lower("name"));--> statement-breakpoint
ALTER TABLE "record_version" ADD CONSTRAINT "record_version_type_check" CHECK ("record_version"."record_type" in ('patient', 'doctor', 'assignment', 'appointment'));--> statement-breakpoint
ALTER TABLE "removed_record" ADD CONSTRAINT "removed_record_type_check" CHECK ("removed_record"."record_type" in ('patient', 'doctor', 'assignment', 'appointment'));--> statement-breakpoint
-- A doctor and a room have one appointment at a time, and one slot of a group visit. Buffers keep both free. Deliberate
-- double-booking is left out: the trigger below keeps further appointments away from it.
ALTER TABLE "appointment" ADD CONSTRAINT "appointment_doctor_excl" EXCLUDE USING gist ("practice_id" WITH =, "doctor_id" WITH =, "slot" WITH <>, tstzrange("occupied_from", "occupied_to") WITH &&) WHERE ("status" in ('pending', 'booked', 'arrived') AND "override_reason" IS NULL);--> statement-breakpoint
ALTER TABLE "appointment" ADD CONSTRAINT "appointment_room_excl" EXCLUDE USING gist ("practice_id" WITH =, "room_id" WITH =, "slot" WITH <>, tstzrange("occupied_from", "occupied_to") WITH &&) WHERE ("status" in ('pending', 'booked', 'arrived'));--> statement-breakpoint
ALTER TABLE "appointment" ADD CONSTRAINT "appointment_patient_excl" EXCLUDE USING gist ("practice_id" WITH =, "patient_id" WITH =, tstzrange("starts_at", "ends_at") WITH &&) WHERE ("status" in ('pending', 'booked', 'arrived'));--> statement-breakpoint
-- Cancels the holds of a practice that have expired, except one. Its history names no account for this.
CREATE FUNCTION "expire_holds"("of_practice" uuid, "except_id" uuid) RETURNS void LANGUAGE plpgsql SET "search_path" = public, pg_temp AS $$
DECLARE
	acting text := current_setting('caretype.account_id', true);
BEGIN
	PERFORM set_config('caretype.account_id', '', true);
	UPDATE appointment SET status = 'cancelled'
		WHERE practice_id = of_practice AND status = 'pending' AND held_until <= now() AND id <> except_id;
	PERFORM set_config('caretype.account_id', coalesce(acting, ''), true);
END $$;
--> statement-breakpoint
-- Holds what no index can: that the doctor exists, the seats of a slot, double-booked times, and the doctor's
-- appointments per day, by the practice's calendar. One booking of a practice is checked at a time. Appointments that
-- are over are records of the past, which a restored patient brings back.
CREATE FUNCTION "check_appointment"() RETURNS trigger LANGUAGE plpgsql SET "search_path" = public, pg_temp AS $$
DECLARE
	zone text;
	most integer;
	counted integer;
BEGIN
	IF NEW.status IN ('cancelled', 'noshow') OR NEW.ends_at <= now() THEN
		RETURN NEW;
	END IF;
	IF TG_OP = 'UPDATE' AND OLD.status NOT IN ('cancelled', 'noshow')
		AND (NEW.doctor_id, NEW.slot, NEW.starts_at, NEW.occupied_from, NEW.occupied_to)
			= (OLD.doctor_id, OLD.slot, OLD.starts_at, OLD.occupied_from, OLD.occupied_to) THEN
		RETURN NEW;
	END IF;
	-- The number is `booking` in advisory-locks.ts.
	PERFORM pg_advisory_xact_lock(48615, hashtext(NEW.practice_id::text));
	PERFORM expire_holds(NEW.practice_id, NEW.id);
	SELECT max_appointments_per_day INTO most FROM doctor WHERE id = NEW.doctor_id FOR KEY SHARE;
	IF NOT FOUND THEN
		RAISE EXCEPTION 'No such doctor' USING ERRCODE = 'foreign_key_violation', CONSTRAINT = 'appointment_doctor_fkey';
	END IF;
	IF NEW.override_reason IS NOT NULL THEN
		RETURN NEW;
	END IF;
	SELECT count(*) INTO counted FROM appointment
	WHERE practice_id = NEW.practice_id AND doctor_id = NEW.doctor_id AND id <> NEW.id AND slot <> NEW.slot
		AND status IN ('pending', 'booked', 'arrived', 'fulfilled')
		-- No appointment takes a day.
		AND starts_at BETWEEN NEW.starts_at - interval '2 days' AND NEW.starts_at + interval '2 days'
		AND tstzrange(occupied_from, occupied_to) && tstzrange(NEW.occupied_from, NEW.occupied_to);
	IF counted > 0 THEN
		RAISE EXCEPTION 'The doctor has another appointment' USING ERRCODE = 'exclusion_violation', CONSTRAINT = 'appointment_doctor_excl';
	END IF;
	SELECT count(*) INTO counted FROM appointment
	WHERE practice_id = NEW.practice_id AND doctor_id = NEW.doctor_id AND id <> NEW.id AND slot = NEW.slot
		AND starts_at = NEW.starts_at AND status IN ('pending', 'booked', 'arrived', 'fulfilled');
	IF counted >= (SELECT seats FROM visit_type WHERE practice_id = NEW.practice_id AND id = NEW.visit_type_id) THEN
		RAISE EXCEPTION 'All seats are taken' USING ERRCODE = 'exclusion_violation', CONSTRAINT = 'appointment_doctor_excl';
	END IF;
	zone := coalesce((SELECT time_zone FROM practice WHERE id = NEW.practice_id), 'UTC');
	SELECT count(*) INTO counted FROM appointment
	WHERE practice_id = NEW.practice_id AND doctor_id = NEW.doctor_id AND id <> NEW.id AND status <> 'cancelled'
		AND starts_at BETWEEN NEW.starts_at - interval '2 days' AND NEW.starts_at + interval '2 days'
		AND (starts_at AT TIME ZONE zone)::date = (NEW.starts_at AT TIME ZONE zone)::date;
	IF counted >= most THEN
		RAISE EXCEPTION 'The doctor''s day is full' USING ERRCODE = 'check_violation', CONSTRAINT = 'appointment_day_full';
	END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER "appointment_check" BEFORE INSERT OR UPDATE ON "appointment" FOR EACH ROW EXECUTE FUNCTION "check_appointment"();--> statement-breakpoint
CREATE TRIGGER "appointment_begins_now" BEFORE INSERT ON "appointment" FOR EACH ROW WHEN (NEW.version <> 1 OR NEW.updated_at <> now() OR NEW.created_at <> now() OR NEW.updated_by IS NOT NULL) EXECUTE FUNCTION "refuse_made_up_past"();--> statement-breakpoint
-- An appointment is removed only with its patient, who then keeps it.
CREATE TRIGGER "appointment_keep_version" BEFORE UPDATE ON "appointment" FOR EACH ROW EXECUTE FUNCTION "keep_version"();--> statement-breakpoint
CREATE OR REPLACE TRIGGER "patient_keep_version" BEFORE UPDATE OR DELETE ON "patient" FOR EACH ROW EXECUTE FUNCTION "keep_version"('patient_external_id', 'patient_id', 'appointment', 'patient_id');--> statement-breakpoint
CREATE OR REPLACE TRIGGER "doctor_keep_version" BEFORE UPDATE OR DELETE ON "doctor" FOR EACH ROW EXECUTE FUNCTION "keep_version"('doctor_external_id', 'doctor_id', 'opening_hours', 'doctor_id');
