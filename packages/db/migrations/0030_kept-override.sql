-- An appointment that loses its override is checked like a new one, even if its time stays.
CREATE OR REPLACE FUNCTION "check_appointment"() RETURNS trigger LANGUAGE plpgsql SET "search_path" = public, pg_temp AS $$
DECLARE
	zone text;
	most integer;
	counted integer;
BEGIN
	IF NEW.status IN ('cancelled', 'noshow') OR NEW.ends_at <= now() THEN
		RETURN NEW;
	END IF;
	IF TG_OP = 'UPDATE' AND OLD.status NOT IN ('cancelled', 'noshow')
		AND (OLD.override_reason IS NULL OR NEW.override_reason IS NOT NULL)
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
