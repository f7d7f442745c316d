// The fields of appointments and clinical records that a column can be mapped to. `docs/import.md` says what their cells
// may have. Keep it pure: browsers use it for forms.

const patient = ["patient", "patientDateOfBirth"] as const;
const start = ["startsAt", "startTime"] as const;
/** What a row is about. */
const coded = [...patient, "code", "codeSystem", "codeText"] as const;
const common = [...coded, "encounter"] as const;

export const recordFields = {
  appointment: [...patient, "doctor", ...start, "endsAt", "minutes", "visitType", "status", "reasonForVisit"],
  observation: [
    ...common,
    "category",
    "effectiveAt",
    "effectiveTime",
    "value",
    "unit",
    "referenceLow",
    "referenceHigh",
    "referenceRange",
    "interpretation",
    "note",
  ],
  condition: [
    ...common,
    "category",
    "clinicalStatus",
    "verificationStatus",
    "severity",
    "onset",
    "abatement",
    "recordedAt",
    "note",
  ],
  allergy: [
    ...common,
    "category",
    "criticality",
    "reaction",
    "severity",
    "clinicalStatus",
    "verificationStatus",
    "onset",
    "recordedAt",
    "note",
  ],
  medication: [...common, "kind", "status", "from", "until", "dosage", "recordedAt", "note"],
  immunization: [
    ...common,
    "occurred",
    "doseNumber",
    "lotNumber",
    "manufacturer",
    "expires",
    "status",
    "note",
  ],
  /** The code is that of the reason. */
  encounter: [...coded, "class", "status", ...start, "endsAt"],
} as const;
