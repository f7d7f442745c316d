DROP INDEX CONCURRENTLY "encounter_appointment_key";
