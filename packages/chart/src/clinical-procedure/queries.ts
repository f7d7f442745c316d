import { invalidInput } from "@caretype/core/kernel/error/domain-error";
import type { PracticeZone } from "@caretype/core/kernel/field/day";
import type { ProcedureId } from "@caretype/core/kernel/field/ids";
import { newId } from "@caretype/core/kernel/field/new-id";
import type { Author } from "@caretype/core/kernel/procedure/scope";
import { unstamped } from "@caretype/core/mechanisms/history/record-kind";
import { findDoctor } from "@caretype/core/people/doctor/queries";
import { newRow } from "@caretype/db";
import { procedure } from "@caretype/db/schema";
import { sql } from "drizzle-orm";
import { clinicalRecord, titleIn, unshown } from "../clinical/clinical-record.ts";
import { newRecords } from "../clinical/duplicates.ts";
import { requireOrder, requirePast } from "../clinical/times.ts";
import { conceptChanges } from "../codes/concept-changes.ts";
import { type CreateProcedure, Procedure, type UpdateProcedure } from "./schema.ts";

export const procedures = clinicalRecord({
  table: procedure,
  schema: Procedure,
  content: Procedure.omit(unstamped),
  hides: unshown,
  timeline: { ...titleIn("code"), text: sql`status` },
  toRecord: (record: Procedure) => record,
});

export const newProcedure = newRecords(procedures, { concept: "code", at: "performedFrom" });

type Fields = Omit<UpdateProcedure, "id" | "expectedVersion">;
type Checked = Pick<Procedure, "status" | "statusReason" | "performedFrom" | "performedUntil">;

/** Throws `INVALID_INPUT` for impossible dates, and without the required reason why it was not done or stopped. */
function requirePossible(
  { status, statusReason, performedFrom, performedUntil }: Checked,
  timeZone: PracticeZone,
): void {
  if (status !== "preparation") requirePast({ performedFrom, performedUntil }, timeZone);
  requireOrder({ performedFrom, performedUntil });
  if (["not-done", "stopped"].includes(status) && statusReason === null)
    throw invalidInput({ statusReason: ["Required"] });
}

/** Builds the row for a valid input. An import inserts many at once. Throws `INVALID_INPUT` for impossible values. */
export function newProcedureRow(
  { practiceId, timeZone, accountId: createdBy }: Author,
  input: CreateProcedure,
) {
  const { status, statusReason = null, performedFrom = null, performedUntil = null } = input;
  requirePossible({ status, statusReason, performedFrom, performedUntil }, timeZone);
  return newRow(procedure, { ...input, practiceId, id: newId<ProcedureId>(), createdBy });
}

export const procedureChanges = conceptChanges<typeof procedure, Procedure, CreateProcedure, Fields, "code">(
  procedures,
  {
    concept: "code",
    field: "procedure.code",
    rowOf: newProcedureRow,
    requirePossible,
    requireNamed: async (db, { doctorId }) => doctorId && findDoctor(db, doctorId),
  },
);
