// Pure: browsers use it. Statements that a patient has nothing of a kind, coded as in the International Patient
// Summary. Each is stored as a record of its kind. Lists, summaries and warnings leave it out.

export const absentOrUnknown = "http://hl7.org/fhir/uv/ips/CodeSystem/absent-unknown-uv-ips";

/** `of` is the denied group. `concept` is the field that says what a record of the kind is. */
export const statements = {
  "no-known-medication-allergies": {
    kind: "allergy",
    of: "medication",
    concept: "substance",
    text: "No known drug allergies",
  },
  "no-known-food-allergies": {
    kind: "allergy",
    of: "food",
    concept: "substance",
    text: "No known food allergies",
  },
  "no-known-environmental-allergies": {
    kind: "allergy",
    of: "environment",
    concept: "substance",
    text: "No known environmental allergies",
  },
  "no-known-problems": { kind: "condition", of: "all", concept: "code", text: "No known problems" },
  "no-known-medications": { kind: "medication", of: "all", concept: "drug", text: "No current medications" },
  "no-known-immunizations": {
    kind: "immunization",
    of: "all",
    concept: "vaccine",
    text: "No vaccine given",
  },
} as const;
export type StatementCode = keyof typeof statements;
export type StatementKind = (typeof statements)[StatementCode]["kind"];

// `Object.keys` widens the keys to string.
export const statementCodes = Object.keys(statements) as [StatementCode, ...StatementCode[]];

/** Other fields of a record that is a statement. */
const otherFields = {
  allergy: {
    clinicalStatus: "active",
    verificationStatus: "confirmed",
    reactions: [],
    criticality: null,
    onset: null,
  },
  condition: {
    category: "problem-list-item",
    clinicalStatus: "active",
    verificationStatus: "confirmed",
    severity: null,
    onset: null,
    abatement: null,
  },
  medication: { kind: "statement", status: "active", from: null, until: null, dosage: null, endReason: null },
  // FHIR has no immunization status for a patient without vaccinations.
  immunization: { status: "not-done", doseNumber: null, lotNumber: null, expires: null, manufacturer: null },
} as const;

/** The fields of a record that is the statement. */
export function fieldsOf(code: StatementCode): Record<string, unknown> {
  const { kind, of, concept, text } = statements[code];
  return {
    ...otherFields[kind],
    ...(kind === "allergy" && { category: of }),
    ...(kind === "immunization" && { statusReason: text }),
    [concept]: { text, coding: { system: absentOrUnknown, code, display: text } },
  };
}

export const statementKinds: readonly StatementKind[] = [
  "allergy",
  "condition",
  "medication",
  "immunization",
];
export const isStatementKind = (kind: string): kind is StatementKind =>
  statementKinds.some((each) => each === kind);
