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
    meaning: "Patients with their charts, notes and appointments. Doctors, assignments, merges and imports.",
  },
  reception: {
    label: "Reception",
    many: "Reception",
    meaning:
      "Books, moves and checks in appointments. Adds and changes patients and assignments. Cannot remove patients or see their charts.",
  },
  viewer: {
    label: "Viewer",
    many: "Viewers",
    meaning: "Reads patients with their charts, and appointments. Cannot change anything.",
  },
} satisfies Record<Role, { label: string; many: string; meaning: string }>;
