-- A booked offer ends the wait, also in equal entries of the waitlist from before equal ones were one.
CREATE OR REPLACE FUNCTION "free_slot"() RETURNS trigger LANGUAGE plpgsql SET "search_path" = public, pg_temp AS $$
DECLARE
	answered uuid;
	waiting uuid;
BEGIN
	IF OLD.status = 'pending' AND NEW.status <> 'pending' THEN
		UPDATE waitlist_offer SET ended_at = now()
			WHERE practice_id = NEW.practice_id AND appointment_id = NEW.id AND ended_at IS NULL
			RETURNING entry_id INTO answered;
		IF answered IS NOT NULL AND NEW.status = 'booked' THEN
			DELETE FROM waitlist_entry AS entry USING waitlist_entry AS wish
				WHERE wish.practice_id = NEW.practice_id AND wish.id = answered
					AND entry.practice_id = wish.practice_id AND entry.patient_id = wish.patient_id
					AND entry.visit_type_id = wish.visit_type_id
					AND entry.weekdays @> wish.weekdays AND entry.weekdays <@ wish.weekdays
					AND (entry.doctor_id, entry.specialization, entry.starts_from, entry.starts_to, entry.first_day, entry.last_day)
						IS NOT DISTINCT FROM
						(wish.doctor_id, wish.specialization, wish.starts_from, wish.starts_to, wish.first_day, wish.last_day);
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
