import { changedRow, type Database, newRow, preparedInsert, schema } from "@caretype/db";
import { and, eq, sql } from "drizzle-orm";
import { invalidInput } from "../../kernel/error/domain-error.ts";
import type { PracticeZone } from "../../kernel/field/day.ts";
import type { ProcedureId } from "../../kernel/field/ids.ts";
import { newId } from "../../kernel/field/new-id.ts";
import type { ChangeContext } from "../../kernel/procedure/body-context.ts";
import type { Author, Scope } from "../../kernel/procedure/scope.ts";
import { unstamped } from "../../mechanisms/history/record-kind.ts";
import { findDoctor } from "../../people/doctor/queries.ts";
import { clinicalRecord, titleIn, unshown } from "../clinical/clinical-record.ts";
import { newRecords } from "../clinical/duplicates.ts";
import { recordChanges } from "../clinical/record-changes.ts";
import { requireRecordable } from "../clinical/recordable.ts";
import { requireOrder, requirePast } from "../clinical/times.ts";
import { requireOffered } from "../codes/require-offered.ts";
import { type CreateProcedure, Procedure, type UpdateProcedure } from "./schema.ts";

const { procedure } = schema;

export const procedures = clinicalRecord({
  table: procedure,
  schema: Procedure,
  content: Procedure.omit(unstamped),
  hides: unshown,
  timeline: { ...titleIn("code"), text: sql`status` },
  toRecord: (record: Procedure) => record,
});

const { columns } = procedures;

export const newProcedure = newRecords(procedures, { concept: "code", at: "performedFrom" });

const insertion = preparedInsert(procedure, (db, row) =>
  db.insert(procedure).values(row).returning(columns).prepare("procedure_insert"),
);

type Checked = Pick<Procedure, "status" | "statusReason" | "performedFrom" | "performedUntil">;

/** Throws `INVALID_INPUT` for dates that cannot be, and without the reason why it was not done or stopped. */
function requirePossible(
  { status, statusReason, performedFrom, performedUntil }: Checked,
  timeZone: PracticeZone,
): void {
  if (status !== "preparation") requirePast({ performedFrom, performedUntil }, timeZone);
  requireOrder({ performedFrom, performedUntil });
  if (["not-done", "stopped"].includes(status) && statusReason === null)
    throw invalidInput({ statusReason: ["Required"] });
}

/** Builds the row for a valid input. An import inserts many at once. Throws `INVALID_INPUT` for what cannot be. */
export function newProcedureRow(
  { practiceId, timeZone, accountId: createdBy }: Author,
  input: CreateProcedure,
) {
  const { status, statusReason = null, performedFrom = null, performedUntil = null } = input;
  requirePossible({ status, statusReason, performedFrom, performedUntil }, timeZone);
  return newRow(procedure, { ...input, practiceId, id: newId<ProcedureId>(), createdBy });
}

/** Throws `PATIENT_NOT_FOUND`, `DOCTOR_NOT_FOUND`, `ENCOUNTER_NOT_FOUND` and `ENCOUNTER_LOCKED`. */
export async function createProcedure(
  db: Database,
  scope: Scope,
  input: CreateProcedure,
): Promise<Procedure> {
  const code = await requireOffered(db, scope, { field: "procedure.code", concept: input.code });
  const row = newProcedureRow(scope, { ...input, code });
  await requireRecordable(db, scope, input);
  if (input.doctorId) await findDoctor(db, input.doctorId);
  const [made] = await insertion(db).execute(row);
  if (!made) throw new Error("insert returned no row");
  return made;
}

type Fields = Omit<UpdateProcedure, "id" | "expectedVersion">;
type Write = { id: ProcedureId; changes: Fields | { errorReason: string } };

const changes = recordChanges<Procedure, Fields>({
  ...procedures,
  write: (db, { practiceId }, { id, changes }: Write) =>
    db
      .update(procedure)
      .set(changedRow(procedure, changes))
      .where(and(eq(procedure.practiceId, practiceId), eq(procedure.id, id)))
      .returning(columns),
  requirePossible,
  requireOffered: async (db, scope, { fields, current }) =>
    fields.code
      ? {
          ...fields,
          code: await requireOffered(db, scope, {
            field: "procedure.code",
            concept: fields.code,
            current: current.code,
          }),
        }
      : fields,
});

export const { enterInError: enterProcedureInError } = changes;

/** Throws `DOCTOR_NOT_FOUND`, `STALE_VERSION`, `RECORD_IN_ERROR`, and `INVALID_INPUT` for a record that cannot be. */
export async function updateProcedure(
  context: ChangeContext,
  { id, expectedVersion, ...fields }: UpdateProcedure,
): Promise<Procedure> {
  if (fields.doctorId) await findDoctor(context.db, fields.doctorId);
  return changes.update(context, { id, expectedVersion }, fields);
}
