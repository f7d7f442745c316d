import type { Role } from "@caretype/api";

/** Each role as a person reads of it: what it is called, and in one sentence what it is for. */
export const roleLabels: Record<Role, { label: string; many: string; meaning: string }> = {
  owner: {
    label: "Owner",
    many: "Owners",
    meaning: "Everything here: patients and doctors, and members, API keys and the audit, too.",
  },
  clinician: {
    label: "Clinician",
    many: "Clinicians",
    meaning: "Patients with their medical history, doctors, assignments, merges and imports.",
  },
  reception: {
    label: "Reception",
    many: "Reception",
    meaning: "Adds and changes patients and assignments, and removes no patient. Sees no medical history.",
  },
  viewer: {
    label: "Viewer",
    many: "Viewers",
    meaning: "Reads patients, with their medical history, and changes nothing.",
  },
};
