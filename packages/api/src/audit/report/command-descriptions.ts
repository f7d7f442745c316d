import type { Descriptions } from "../log/description.ts";

/** What each command is to the practice, and to the patient whom an entry names. A procedure says it in `describes`. */
export const commandDescriptions = {
  "admin.create": {
    practice: "Made a staff account",
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
  "import.table": {
    practice: "Imported a table",
    patient: "Imported the patient",
  },
  "erase.patient": {
    practice: "Erased a patient",
    patient: "Erased the patient",
  },
  "erase.doctor": {
    practice: "Erased a doctor",
  },
} satisfies Record<string, Descriptions>;
