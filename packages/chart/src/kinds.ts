import type { RecordKind } from "@caretype/core/kernel/error/record-kinds";

export const chartKinds = {
  encounter: { one: "an encounter", many: "encounters" },
  condition: { one: "a condition", many: "conditions" },
  allergy: { one: "an allergy", many: "allergies" },
  observation: { one: "an observation", many: "observations" },
  noteKind: { one: "a kind of note", many: "kinds of notes" },
  note: { one: "a note", many: "notes" },
  medication: { one: "a medication", many: "medications" },
  immunization: { one: "an immunization", many: "immunizations" },
  procedure: { one: "a procedure", many: "procedures", precise: "a clinical procedure" },
  restriction: { one: "a restriction", many: "restrictions" },
} as const satisfies Record<string, RecordKind>;

type Kinds = typeof chartKinds;

declare module "@caretype/core/kernel/error/record-kinds" {
  interface RecordKinds extends Kinds {}
}
