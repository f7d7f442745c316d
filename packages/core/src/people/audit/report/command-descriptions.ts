import type { Descriptions } from "../../../kernel/audit-log/description.ts";

/** Descriptions of commands, as a procedure's `describes`. */
export const commandDescriptions = {
  "admin.create": {
    practice: "Created a staff account",
  },
  "admin.deactivate": {
    practice: "Deactivated an account",
  },
  "admin.reactivate": {
    practice: "Reactivated an account",
  },
  "admin.reset": {
    practice: "Reset an account's password",
  },
  "import.synthea": {
    practice: "Imported an export",
    patient: "Imported the patient",
  },
  "codes.import": {
    practice: "Imported codes",
  },
  "import.table": {
    practice: "Imported a table",
    patient: "Imported the patient",
  },
  "import.django": {
    practice: "Imported the records of a Django backend",
    patient: "Imported the patient",
  },
  "erase.patient": {
    practice: "Erased a patient",
    patient: "Erased the patient",
  },
  "erase.doctor": {
    practice: "Erased a doctor",
  },
  "audit.archive": {
    practice: "Archived a month of the audit",
  },
} as const satisfies Record<string, Descriptions>;

export type CommandName = keyof typeof commandDescriptions;
