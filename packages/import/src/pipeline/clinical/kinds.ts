import { importedAllergyRow, newAllergy } from "@caretype/chart/allergy/queries";
import { CreateAllergy } from "@caretype/chart/allergy/schema";
import { type DeniedKind, requireAgreement, statementIn } from "@caretype/chart/clinical/denial";
import { newProcedure, newProcedureRow } from "@caretype/chart/clinical-procedure/queries";
import { CreateProcedure } from "@caretype/chart/clinical-procedure/schema";
import type { CodedField } from "@caretype/chart/codes/schema";
import { newCondition, newConditionRow } from "@caretype/chart/condition/queries";
import { CreateCondition } from "@caretype/chart/condition/schema";
import { newEncounterRow } from "@caretype/chart/encounter/change-encounter";
import { CreateEncounter } from "@caretype/chart/encounter/schema";
import { newImmunization, newImmunizationRow } from "@caretype/chart/immunization/queries";
import { CreateImmunization } from "@caretype/chart/immunization/schema";
import { newMedication, newMedicationRow } from "@caretype/chart/medication/queries";
import { CreateMedication } from "@caretype/chart/medication/schema";
import { newNoteDraftRow } from "@caretype/chart/note-draft/queries";
import { CreateNoteDraft } from "@caretype/chart/note-draft/schema";
import { newObservation, newObservationRow } from "@caretype/chart/observation/queries";
import { doubtIn } from "@caretype/chart/observation/rules";
import { CreateObservation } from "@caretype/chart/observation/schema";
import type { FieldMessage } from "@caretype/core/kernel/error/field-messages";
import { leastId } from "@caretype/core/kernel/field/paging";
import type { Author } from "@caretype/core/kernel/procedure/scope";
import { codedFields } from "@caretype/db/kinds";
import type { z } from "zod";
import { type Issue, readInput } from "../read-input.ts";
import { type ImportedClinicalType, type PressurePart, stagings } from "../staging.ts";

// A kind of clinical record is read by the schema and the rules of its own feature.

/** What a row is known by, in the columns of its staging table. Null: the row or its kind has none. */
export type RowKeys = { line: number; patient: string } & Record<
  | "apart"
  | "content"
  | "former"
  | "provider"
  | "appointment_id"
  | `${PressurePart}${"" | "_line" | "_apart"}`,
  string | number | null
>;

/** The problems by field, or a function that returns the COPY line, and what looks wrong. */
export type ReadFields =
  | { issues: Issue[] }
  | { lineOf: (id: string, keys: RowKeys) => string; warning: FieldMessage | null };

/** The field whose codes a practice may restrict. */
export const codedFieldOf = (type: ImportedClinicalType): CodedField | undefined =>
  codedFields.find((field) => field.startsWith(`${type}.`));

type ImportKind<Schema> = {
  schema: Schema;
  /** SQL that is true if the patient has the same as a staged row. */
  hasSame: typeof newCondition.hasSame | undefined;
  /** Reads the fields as an input of the API. */
  read(author: Author, fields: Record<string, unknown>): ReadFields;
};

type Definition<Schema extends z.ZodType, Row extends object> = {
  schema: Schema;
  /** Throws `INVALID_INPUT` for what the schema does not know. */
  rowOf: (author: Author, input: z.output<Schema>) => Row;
  /** A column that the row lacks does not compile. */
  staging: { line(from: RowKeys, row: Row & { id: string }): string };
  hasSame?: typeof newCondition.hasSame;
  /** For kinds of which a patient may have none: the field that says what a record is. */
  denied?: { kind: DeniedKind; field: keyof z.output<Schema> & string };
  /** What is taken, but looks wrong. */
  warningOf?: (row: Row) => FieldMessage | null;
};

const kindOf = <Schema extends z.ZodType, Row extends object>({
  schema,
  rowOf,
  staging,
  warningOf,
  hasSame,
  denied,
}: Definition<Schema, Row>): ImportKind<Schema> => ({
  schema,
  hasSame,
  read(author, fields) {
    // The patient whom the row names is looked up when all patients are there.
    const given = { ...fields, patientId: leastId };
    const read = readInput(schema, given, (input) => {
      const stated = denied && statementIn(denied, Object(input)[denied.field]);
      if (denied) requireAgreement(denied.kind, Object(input)[denied.field], Object(input));
      return rowOf(author, stated ? schema.parse({ ...given, ...stated }) : input);
    });
    if ("issues" in read) return read;
    const { value: row } = read;
    return { lineOf: (id, keys) => staging.line(keys, { ...row, id }), warning: warningOf?.(row) ?? null };
  },
});

export const importKinds = {
  encounter: kindOf({
    schema: CreateEncounter,
    rowOf: newEncounterRow,
    staging: stagings.encounter,
  }),
  condition: kindOf({
    schema: CreateCondition,
    rowOf: newConditionRow,
    staging: stagings.condition,
    denied: { kind: "condition", field: "code" },
    hasSame: newCondition.hasSame,
  }),
  allergy: kindOf({
    schema: CreateAllergy,
    rowOf: importedAllergyRow,
    staging: stagings.allergy,
    denied: { kind: "allergy", field: "substance" },
    hasSame: newAllergy.hasSame,
  }),
  observation: kindOf({
    schema: CreateObservation,
    rowOf: (author: Author, input: z.output<typeof CreateObservation>) => newObservationRow(author, input),
    staging: stagings.observation,
    hasSame: newObservation.hasSame,
    warningOf: ({ code, valueNumber: number, valueUnit: unit, components }) =>
      doubtIn([{ code, value: { kind: "quantity", number, unit } }, ...components]),
  }),
  medication: kindOf({
    schema: CreateMedication,
    rowOf: newMedicationRow,
    staging: stagings.medication,
    denied: { kind: "medication", field: "drug" },
    hasSame: newMedication.hasSame,
  }),
  immunization: kindOf({
    schema: CreateImmunization,
    rowOf: newImmunizationRow,
    staging: stagings.immunization,
    denied: { kind: "immunization", field: "vaccine" },
    hasSame: newImmunization.hasSame,
  }),
  procedure: kindOf({
    schema: CreateProcedure,
    rowOf: newProcedureRow,
    staging: stagings.procedure,
    denied: { kind: "procedure", field: "code" },
    hasSame: newProcedure.hasSame,
  }),
  note_draft: kindOf({ schema: CreateNoteDraft, rowOf: newNoteDraftRow, staging: stagings.note_draft }),
} satisfies Record<ImportedClinicalType, ImportKind<z.ZodType>>;

/** The people and records that it names are looked up when all rows are there. */
type LookedUp = "patientId" | "encounterId" | "doctorId" | "appointmentId";

/**
 * The fields of an input of the API, as an import reads them. A missing one does not compile. Undefined: the source has
 * none.
 */
export type RecordFields<Type extends ImportedClinicalType> = Record<
  Exclude<keyof z.input<(typeof importKinds)[Type]["schema"]>, LookedUp>,
  unknown
>;
