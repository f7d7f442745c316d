import type { z } from "zod";
import { importedAllergyRow } from "../../../../chart/allergy/queries.ts";
import { CreateAllergy } from "../../../../chart/allergy/schema.ts";
import { newProcedureRow } from "../../../../chart/clinical-procedure/queries.ts";
import { CreateProcedure } from "../../../../chart/clinical-procedure/schema.ts";
import type { CodedField } from "../../../../chart/codes/schema.ts";
import { newConditionRow } from "../../../../chart/condition/queries.ts";
import { CreateCondition } from "../../../../chart/condition/schema.ts";
import { newEncounterRow } from "../../../../chart/encounter/change-encounter.ts";
import { CreateEncounter } from "../../../../chart/encounter/schema.ts";
import { newImmunizationRow } from "../../../../chart/immunization/queries.ts";
import { CreateImmunization } from "../../../../chart/immunization/schema.ts";
import { newMedicationRow } from "../../../../chart/medication/queries.ts";
import { CreateMedication } from "../../../../chart/medication/schema.ts";
import { newNoteDraftRow } from "../../../../chart/note-draft/queries.ts";
import { CreateNoteDraft } from "../../../../chart/note-draft/schema.ts";
import { newObservationRow } from "../../../../chart/observation/queries.ts";
import { isPressureExchanged } from "../../../../chart/observation/rules.ts";
import { CreateObservation } from "../../../../chart/observation/schema.ts";
import type { FieldMessage } from "../../../../kernel/error/field-messages.ts";
import { leastId } from "../../../../kernel/field/paging.ts";
import type { Author } from "../../../../kernel/procedure/scope.ts";
import { type Issue, readInput } from "../read-input.ts";
import { type ImportedClinicalType, stagings } from "../staging.ts";

// A kind of clinical record is read by the schema and the rules of its own feature.

/** A row of a blood pressure, with the id that it would have alone. */
type PressureRow = { id: string; line: number; apart: string | null };

/** What a row is known by: its line, the patient's identifier, the record's id, and of some kinds, more. */
type Keys = {
  line: number;
  patient: string;
  id: string;
  apart?: string | null;
  systolic?: PressureRow | null;
  diastolic?: PressureRow | null;
  /** The id of a joined record in earlier versions. */
  former?: string | null;
  provider?: string | null;
  appointmentId?: string | null;
};

/** The problems by field, or a function that returns the COPY line, and what looks wrong. */
export type ReadFields =
  | { issues: Issue[] }
  | { lineOf: (keys: Keys) => string; warning: FieldMessage | undefined };

type ImportKind = {
  /** The field whose codes a practice may restrict, and its column. */
  coded?: CodedField;
  /** Reads the fields as an input of the API. */
  read(author: Author, fields: Record<string, unknown>): ReadFields;
};

type Definition<Input, Row extends object> = {
  coded?: CodedField;
  schema: z.ZodType<Input>;
  /** Throws `INVALID_INPUT` for what the schema does not know. */
  rowOf: (author: Author, input: Input) => Row;
  lineOf: (keys: Keys, row: Row) => string;
  /** What is taken, but looks wrong. */
  warningOf?: (row: Row) => FieldMessage | undefined;
};

const kindOf = <Input, Row extends object>({
  schema,
  rowOf,
  lineOf,
  warningOf,
  ...coded
}: Definition<Input, Row>): ImportKind => ({
  ...coded,
  read(author, fields) {
    // The patient whom the row names is looked up when all patients are there.
    const read = readInput(schema, { ...fields, patientId: leastId }, (input) => rowOf(author, input));
    return "issues" in read
      ? read
      : { lineOf: (keys) => lineOf(keys, read.value), warning: warningOf?.(read.value) };
  },
});

type Plain<Input, Row extends object> = Omit<Definition<Input, Row>, "lineOf"> & {
  staging: {
    line(
      from: Record<"line" | "patient" | "apart", string | number | null>,
      row: Row & { id: string },
    ): string;
  };
};

/** A kind whose rows are known by their ids. */
const plainKindOf = <Input, Row extends object>({ staging, ...kind }: Plain<Input, Row>) =>
  kindOf({
    ...kind,
    lineOf: ({ id, line, patient, apart = null }, row) =>
      staging.line({ line, patient, apart }, { ...row, id }),
  });

const observationKeys = ({ line, patient, systolic, diastolic, ...keys }: Omit<Keys, "id">) => ({
  line,
  patient,
  apart: keys.apart ?? null,
  former: keys.former ?? null,
  systolic: systolic?.id ?? null,
  systolic_line: systolic?.line ?? null,
  systolic_apart: systolic?.apart ?? null,
  diastolic: diastolic?.id ?? null,
  diastolic_line: diastolic?.line ?? null,
  diastolic_apart: diastolic?.apart ?? null,
});

export const importKinds: Record<ImportedClinicalType, ImportKind> = {
  encounter: kindOf({
    coded: "encounter.reason",
    schema: CreateEncounter,
    rowOf: newEncounterRow,
    lineOf: ({ id, line, patient, apart = null, provider = null, appointmentId = null }, row) =>
      stagings.encounter.line(
        { line, patient, apart, provider, appointment_id: appointmentId },
        { ...row, id },
      ),
  }),
  condition: plainKindOf({
    coded: "condition.code",
    schema: CreateCondition,
    rowOf: newConditionRow,
    staging: stagings.condition,
  }),
  allergy: plainKindOf({
    coded: "allergy.substance",
    schema: CreateAllergy,
    rowOf: importedAllergyRow,
    staging: stagings.allergy,
  }),
  observation: kindOf({
    coded: "observation.code",
    schema: CreateObservation,
    rowOf: (author, input) => newObservationRow(author, input),
    lineOf: ({ id, ...keys }, row) => stagings.observation.line(observationKeys(keys), { ...row, id }),
    warningOf: ({ components }) =>
      isPressureExchanged(components) ? "The diastolic pressure is not below the systolic one" : undefined,
  }),
  medication: plainKindOf({
    coded: "medication.drug",
    schema: CreateMedication,
    rowOf: newMedicationRow,
    staging: stagings.medication,
  }),
  immunization: plainKindOf({
    coded: "immunization.vaccine",
    schema: CreateImmunization,
    rowOf: newImmunizationRow,
    staging: stagings.immunization,
  }),
  procedure: plainKindOf({
    coded: "procedure.code",
    schema: CreateProcedure,
    rowOf: newProcedureRow,
    staging: stagings.procedure,
  }),
  note_draft: plainKindOf({
    schema: CreateNoteDraft,
    rowOf: newNoteDraftRow,
    staging: stagings.note_draft,
  }),
};

type Inputs = {
  encounter: z.input<typeof CreateEncounter>;
  condition: z.input<typeof CreateCondition>;
  allergy: z.input<typeof CreateAllergy>;
  observation: z.input<typeof CreateObservation>;
  medication: z.input<typeof CreateMedication>;
  immunization: z.input<typeof CreateImmunization>;
  procedure: z.input<typeof CreateProcedure>;
  note_draft: z.input<typeof CreateNoteDraft>;
};

/** Whom and what a record refers to is looked up when all rows are there. */
type LookedUp = "patientId" | "encounterId" | "doctorId" | "appointmentId";

/**
 * The fields of an input of the API, as an import reads them. A missing one does not compile. Undefined: the source has
 * none.
 */
export type RecordFields<Type extends ImportedClinicalType> = Record<
  Exclude<keyof Inputs[Type], LookedUp>,
  unknown
>;
