import { createTestApi } from "@caretype/test-api/support";
import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { constraintCodes } from "./definitions.ts";
import { toDomainError } from "./map.ts";

const api = await createTestApi();

/**
 * Constraints that no call can violate, with the reason. Add each new constraint here or to the map. Foreign keys to
 * practices and accounts are left out, because those are never deleted.
 */
const unreachable: Record<string, string> = {
  membership_role_check: "roles are set by our own code",
  patient_gender_check: "the input schema allows the same values",
  doctor_gender_check: "the input schema allows the same values",
  doctor_max_appointments_check: "the input schema has the same bounds",
  membership_doctor_fkey: "the doctor is locked while a member is linked",
  invitation_role_check: "the input schema allows the same values",
  invitation_email_key: "a new invitation replaces the older one, under the practice's lock",
  refresh_token_session_fkey: "tokens are written under their session's lock",
  patient_external_id_patient_fkey: "the import locks the patients that it names",
  doctor_external_id_doctor_fkey: "the import locks the doctors that it names",
  encounter_class_check: "the input schema allows the same values",
  encounter_status_check: "statuses are set by our own code",
  encounter_times_check: "our own code checks times and status before",
  encounter_error_check: "our own code sets the status with the reason",
  condition_codes_check: "the input schema allows the same values",
  condition_abatement_check: "our own code checks the status before",
  observation_codes_check: "the input schema allows the same values",
  observation_value_check: "our own code writes one value",
  medication_codes_check: "the input schema allows the same values",
  medication_end_check: "our own code checks status and reason before",
  immunization_status_check: "our own code checks status and reason before",
  immunization_dose_check: "the input schema has the same bounds",
  procedure_status_check: "our own code checks status and reason before",
  restriction_record_type_check: "our own code writes the kind of the record",
  note_text_check: "our own code refuses an empty note before",
  note_draft_encounter_fkey:
    "the encounter is held while a draft is made, and while an undo of an import removes it",
  note_signature_note_fkey: "both are written in one transaction, or the note is locked",
  note_signature_kind_check: "kinds are set by our own code, with what they need",
  note_signature_signer_key: "the note is locked while its signatures are read",
  observation_comparator_check: "the input schema allows the same values, and only with a number",
  observation_canonical_check: "our own code writes both or neither",
  terminology_kind_check: "the input schema allows the same values",
  terminology_latest_check: "our own code sets both",
  terminology_latest_key: "versions are finished and undone under the practice's lock",
  concept_terminology_fkey: "the import is locked while codes are added",
  code_field_check: "the input schema allows the same values",
  account_unit_system_check: "the input schema checks it",
  allergy_codes_check: "the input schema allows the same values",
  allergy_none_known_key: "the trigger `check_none_known` ends the earlier statement",
  encounter_locked_check: "only a finished encounter is locked",
  visit_type_minutes_check: "the input schema has the same bounds",
  visit_type_buffers_check: "the input schema has the same bounds",
  visit_type_seats_check: "the input schema has the same bounds",
  appointment_status_check: "statuses are set by our own code",
  appointment_cancelled_check: "who cancelled is set by our own code",
  appointment_held_check: "a hold is given its end by our own code",
  appointment_times_check: "times are computed by our own code",
  appointment_link_appointment_fkey: "the appointment is locked while its link is made",
  appointment_mail_appointment_fkey: "the appointment is locked while its email is noted",
  appointment_mail_kind_check: "kinds are set by our own code",
  waitlist_entry_doctor_check: "the input schema has the same rule",
  waitlist_offer_appointment_fkey: "both are written in one transaction",
  practice_offer_check: "the input schema has the same bounds",
  practice_reminder_check: "the input schema has the same bounds",
  distinct_patients_order_check: "pairs are ordered by our own code",
  import_undo_batch_fkey: "the import is locked while its undo is recorded, and batches are not deleted",
  import_upload_state_check: "states are set by our own code",
  import_part_upload_fkey: "the upload is locked while a part is added",
  import_row_upload_fkey: "the upload is locked while its rows are written",
  import_record_batch_fkey: "both are written in one transaction, and batches are not deleted",
  account_kind_check: "kinds are set by our own code",
  break_glass_expires_check: "the duration is set by our own code",
  one_time_token_hash_key: "tokens have 256 random bits",
  one_time_token_purpose_check: "purposes are set by our own code",
  audit_archive_number_check: "archives are numbered by our own code",
  audit_seal_number_check: "seals are numbered by our own code",
  notification_kind_check: "kinds are set by our own code",
  saved_view_page_check: "the input schema allows the same values",
  practice_grace_check: "the input schema has the same bounds",
};

/** Raised by triggers, as constraints cannot express these rules. */
const raised = [
  "appointment_day_full",
  "appointment_doctor_fkey",
  "encounter_locked",
  "record_in_error",
  "allergy_none_known",
];

it("maps every constraint that a caller can violate to a code", async () => {
  const rows = await api.database.reader.execute<{ name: string }>(sql`
    select conname as name from pg_constraint
      where connamespace = 'public'::regnamespace and contype in ('u', 'f', 'c', 'x')
        and confrelid not in ('practice'::regclass, 'account'::regclass)
    union
    select indexrelid::regclass::text from pg_index
      where indisunique and not indisprimary and indrelid::regclass::text not like 'pg_%'
        and indrelid in (select oid from pg_class where relnamespace = 'public'::regnamespace)`);
  // Citus appends a number to the names of shards.
  const known = rows.map(({ name }) => name).filter((name) => !/_\d{6,}$/.test(name));
  const names = [...known, ...raised].toSorted();
  expect([...Object.keys(constraintCodes), ...Object.keys(unreachable)].toSorted()).toEqual(names);
});

it("reveals nothing about an unknown error", () => {
  const { code, message, details } = toDomainError(new Error("select * from patient where name = 'Ann Lee'"));
  expect({ code, message, details }).toEqual({
    code: "INTERNAL",
    message: "Something went wrong here",
    details: {},
  });
});
