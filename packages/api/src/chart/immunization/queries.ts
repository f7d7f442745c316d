import { changedRow, type Database, newRow, preparedInsert, schema } from "@caretype/db";
import { and, eq, sql } from "drizzle-orm";
import { invalidInput } from "../../kernel/error/domain-error.ts";
import type { PracticeZone } from "../../kernel/field/day.ts";
import type { ImmunizationId } from "../../kernel/field/ids.ts";
import { newId } from "../../kernel/field/new-id.ts";
import type { ChangeContext } from "../../kernel/procedure/body-context.ts";
import type { Author, Scope } from "../../kernel/procedure/scope.ts";
import { unstamped } from "../../mechanisms/history/record-kind.ts";
import { clinicalRecord, titleIn, unshown } from "../clinical/clinical-record.ts";
import { newRecords } from "../clinical/duplicates.ts";
import { recordChanges } from "../clinical/record-changes.ts";
import { requireRecordable } from "../clinical/recordable.ts";
import { requirePast } from "../clinical/times.ts";
import { requireOffered } from "../codes/require-offered.ts";
import { type CreateImmunization, Immunization, type UpdateImmunization } from "./schema.ts";

const { immunization } = schema;

export const immunizations = clinicalRecord({
  table: immunization,
  schema: Immunization,
  content: Immunization.omit(unstamped),
  hides: unshown,
  timeline: { ...titleIn("vaccine"), text: sql`status` },
  toRecord: (record: Immunization) => record,
});

const { columns } = immunizations;

export const newImmunization = newRecords(immunizations, {
  concept: "vaccine",
  at: "occurred",
  among: sql`${immunization.status} = 'completed'`,
});

const insertion = preparedInsert(immunization, (db, row) =>
  db.insert(immunization).values(row).returning(columns).prepare("immunization_insert"),
);

type Checked = Pick<Immunization, "status" | "statusReason" | "occurred">;

/** Throws `INVALID_INPUT` for a date in the future, and without the reason why it was not done. */
function requirePossible({ status, statusReason, occurred }: Checked, timeZone: PracticeZone): void {
  requirePast({ occurred }, timeZone);
  if (status === "not-done" && statusReason === null) throw invalidInput({ statusReason: ["Required"] });
  if (status === "completed" && statusReason !== null)
    throw invalidInput({ statusReason: ["Only if it was not done"] });
}

/** Builds the row for a valid input. An import inserts many at once. Throws `INVALID_INPUT` for what cannot be. */
export function newImmunizationRow(
  { practiceId, timeZone, accountId: createdBy }: Author,
  input: CreateImmunization,
) {
  const { status, statusReason = null, occurred } = input;
  requirePossible({ status, statusReason, occurred }, timeZone);
  return newRow(immunization, { ...input, practiceId, id: newId<ImmunizationId>(), createdBy });
}

/** Throws `PATIENT_NOT_FOUND`, `ENCOUNTER_NOT_FOUND` and `ENCOUNTER_LOCKED`. */
export async function createImmunization(
  db: Database,
  scope: Scope,
  input: CreateImmunization,
): Promise<Immunization> {
  const vaccine = await requireOffered(db, scope, { field: "immunization.vaccine", concept: input.vaccine });
  const row = newImmunizationRow(scope, { ...input, vaccine });
  await requireRecordable(db, scope, input);
  const [made] = await insertion(db).execute(row);
  if (!made) throw new Error("insert returned no row");
  return made;
}

type Fields = Omit<UpdateImmunization, "id" | "expectedVersion">;
type Write = { id: ImmunizationId; changes: Fields | { errorReason: string } };

const changes = recordChanges<Immunization, Fields>({
  ...immunizations,
  write: (db, { practiceId }, { id, changes }: Write) =>
    db
      .update(immunization)
      .set(changedRow(immunization, changes))
      .where(and(eq(immunization.practiceId, practiceId), eq(immunization.id, id)))
      .returning(columns),
  requirePossible,
  requireOffered: async (db, scope, { fields, current }) =>
    fields.vaccine
      ? {
          ...fields,
          vaccine: await requireOffered(db, scope, {
            field: "immunization.vaccine",
            concept: fields.vaccine,
            current: current.vaccine,
          }),
        }
      : fields,
});

export const { enterInError: enterImmunizationInError } = changes;

/** Throws `STALE_VERSION`, `RECORD_IN_ERROR`, and `INVALID_INPUT` for a record that cannot be. */
export const updateImmunization = (
  context: ChangeContext,
  { id, expectedVersion, ...fields }: UpdateImmunization,
): Promise<Immunization> => changes.update(context, { id, expectedVersion }, fields);
