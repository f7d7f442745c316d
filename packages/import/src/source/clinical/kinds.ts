import { importedAllergyRow } from "@caretype/chart/allergy/queries";
import { CreateAllergy } from "@caretype/chart/allergy/schema";
import { type DeniedKind, requireAgreement, statementIn } from "@caretype/chart/clinical/denial";
import { newProcedureRow } from "@caretype/chart/clinical-procedure/queries";
import { CreateProcedure } from "@caretype/chart/clinical-procedure/schema";
import type { CodedField } from "@caretype/chart/codes/schema";
import { newConditionRow } from "@caretype/chart/condition/queries";
import { CreateCondition } from "@caretype/chart/condition/schema";
import { newEncounterRow } from "@caretype/chart/encounter/change-encounter";
import { CreateEncounter } from "@caretype/chart/encounter/schema";
import { newImmunizationRow } from "@caretype/chart/immunization/queries";
import { CreateImmunization } from "@caretype/chart/immunization/schema";
import { newMedicationRow } from "@caretype/chart/medication/queries";
import { CreateMedication } from "@caretype/chart/medication/schema";
import { newNoteDraftRow } from "@caretype/chart/note-draft/queries";
import { CreateNoteDraft } from "@caretype/chart/note-draft/schema";
import { newObservationRow } from "@caretype/chart/observation/queries";
import { doubtIn } from "@caretype/chart/observation/rules";
import { CreateObservation } from "@caretype/chart/observation/schema";
import type { FieldMessage } from "@caretype/core/kernel/error/field-messages";
import { minId } from "@caretype/core/kernel/field/paging";
import type { Author } from "@caretype/core/kernel/procedure/scope";
import { codedFields } from "@caretype/db/kinds";
import type { z } from "zod";
import { type Issue, readInput } from "../../source/read-input.ts";
import type { ImportedClinicalType } from "./types.ts";

// Reads a kind of clinical record by its feature's own schema and rules.

/** The field whose codes a practice may restrict. */
export const codedFieldOf = (type: ImportedClinicalType): CodedField | undefined =>
  codedFields.find((field) => field.startsWith(`${type}.`));

type Definition<Schema extends z.ZodType, Row extends object> = {
  schema: Schema;
  /** Throws `INVALID_INPUT` for violations outside the schema. */
  rowOf: (author: Author, input: z.output<Schema>) => Row;
  /** For kinds that can be denied: the field with the record's content. */
  denied?: readonly [kind: DeniedKind, field: keyof z.output<Schema> & string];
  /** Reports accepted but suspicious values. */
  warningOf?: (row: Row) => FieldMessage | null;
};

const kindOf = <Schema extends z.ZodType, Row extends object>({
  schema,
  rowOf,
  warningOf,
  denied,
}: Definition<Schema, Row>) => ({
  schema,
  /** Reads the fields as an input of the API: to the problems by field, or to the record's row with warnings. */
  read(
    author: Author,
    fields: Record<string, unknown>,
  ): { issues: Issue[] } | { row: Row; warning: FieldMessage | null } {
    // The row's patient is looked up when all patients are staged.
    const given = { ...fields, patientId: minId };
    const read = readInput(schema, given, (input) => {
      if (!denied) return rowOf(author, input);
      const [kind, field] = denied;
      const { [field]: concept } = Object(input);
      const stated = statementIn({ kind, field }, concept);
      requireAgreement(kind, concept, Object(input));
      return rowOf(author, stated ? schema.parse({ ...given, ...stated }) : input);
    });
    return "issues" in read ? read : { row: read.value, warning: warningOf?.(read.value) ?? null };
  },
});

export const importKinds = {
  encounter: kindOf({ schema: CreateEncounter, rowOf: newEncounterRow }),
  condition: kindOf({ schema: CreateCondition, rowOf: newConditionRow, denied: ["condition", "code"] }),
  allergy: kindOf({ schema: CreateAllergy, rowOf: importedAllergyRow, denied: ["allergy", "substance"] }),
  observation: kindOf({
    schema: CreateObservation,
    rowOf: (author: Author, input: z.output<typeof CreateObservation>) => newObservationRow(author, input),
    warningOf: ({ code, valueNumber: number, valueUnit: unit, components }) =>
      doubtIn([{ code, value: { kind: "quantity", number, unit } }, ...components]),
  }),
  medication: kindOf({ schema: CreateMedication, rowOf: newMedicationRow, denied: ["medication", "drug"] }),
  immunization: kindOf({
    schema: CreateImmunization,
    rowOf: newImmunizationRow,
    denied: ["immunization", "vaccine"],
  }),
  procedure: kindOf({ schema: CreateProcedure, rowOf: newProcedureRow, denied: ["procedure", "code"] }),
  note_draft: kindOf({ schema: CreateNoteDraft, rowOf: newNoteDraftRow }),
} satisfies Record<ImportedClinicalType, { schema: z.ZodType }>;

export type ReadFields = ReturnType<(typeof importKinds)[ImportedClinicalType]["read"]>;

/** Named people and records are looked up when all rows are staged. */
type LookedUp = "patientId" | "encounterId" | "doctorId" | "appointmentId";

/**
 * The fields of an API input that an import reads. A missing one does not compile. Undefined: the source has none.
 */
export type RecordFields<Type extends ImportedClinicalType> = Record<
  Exclude<keyof z.input<(typeof importKinds)[Type]["schema"]>, LookedUp>,
  unknown
>;
