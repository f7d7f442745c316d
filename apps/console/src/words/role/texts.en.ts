import type { Role } from "@caretype/api";

export const texts = {
  owner: {
    label: "Owner",
    many: "Owners",
    meaning: "Everything: patients, doctors, members, API keys and the audit.",
  },
  clinician: {
    label: "Clinician",
    many: "Clinicians",
    meaning: "Patients with their medical history, doctors, assignments, merges and imports.",
  },
  reception: {
    label: "Reception",
    many: "Reception",
    meaning: "Adds and changes patients and assignments. Cannot remove patients or see medical history.",
  },
  viewer: {
    label: "Viewer",
    many: "Viewers",
    meaning: "Reads patients, including medical history. Cannot change anything.",
  },
} satisfies Record<Role, { label: string; many: string; meaning: string }>;
