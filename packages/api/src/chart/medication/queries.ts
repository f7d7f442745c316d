import { changedRow, type Database, newRow, preparedInsert, schema } from "@caretype/db";
import { and, eq, sql } from "drizzle-orm";
import { invalidInput } from "../../kernel/error/domain-error.ts";
import type { MedicationId } from "../../kernel/field/ids.ts";
import { newId } from "../../kernel/field/new-id.ts";
import type { ChangeContext } from "../../kernel/procedure/body-context.ts";
import type { Author, Scope } from "../../kernel/procedure/scope.ts";
import { unstamped } from "../../mechanisms/history/record-kind.ts";
import { clinicalRecord, titleIn, unshown } from "../clinical/clinical-record.ts";
import { newRecords } from "../clinical/duplicates.ts";
import { recordChanges } from "../clinical/record-changes.ts";
import { requireRecordable } from "../clinical/recordable.ts";
import { recordedAtOr, requireOrder } from "../clinical/times.ts";
import { requireOffered } from "../codes/require-offered.ts";
import { type CreateMedication, Medication, type UpdateMedication } from "./schema.ts";

const { medication } = schema;

export const medications = clinicalRecord({
  table: medication,
  schema: Medication,
  content: Medication.omit(unstamped),
  hides: unshown,
  timeline: { ...titleIn("drug"), text: sql`status` },
  toRecord: (record: Medication) => record,
});

export const medicationColumns = medications.columns;
const { columns } = medications;

export const newMedication = newRecords(medications, {
  concept: "drug",
  among: sql`${medication.status} = 'active'`,
});

const insertion = preparedInsert(medication, (db, row) =>
  db.insert(medication).values(row).returning(columns).prepare("medication_insert"),
);

type Checked = Pick<Medication, "status" | "endReason" | "from" | "until" | "recordedAt">;

/** Throws `INVALID_INPUT` for an end before the start, and for a reason that does not fit the status. */
function requirePossible({ status, endReason, from, until, recordedAt }: Checked): void {
  requireOrder({ from, until });
  recordedAtOr(recordedAt);
  if (status === "stopped" && endReason === null) throw invalidInput({ endReason: ["Required"] });
  if (status === "active" && endReason !== null)
    throw invalidInput({ endReason: ["Has not ended in this status"] });
}

/** Builds the row for a valid input. An import inserts many at once. Throws `INVALID_INPUT` for what cannot be. */
export function newMedicationRow({ practiceId, accountId: createdBy }: Author, input: CreateMedication) {
  const { endReason = null, from = null, until = null } = input;
  const recordedAt = recordedAtOr(input.recordedAt);
  requirePossible({ status: input.status, endReason, from, until, recordedAt });
  return newRow(medication, { ...input, recordedAt, practiceId, id: newId<MedicationId>(), createdBy });
}

/** Throws `PATIENT_NOT_FOUND`, `ENCOUNTER_NOT_FOUND` and `ENCOUNTER_LOCKED`. */
export async function createMedication(
  db: Database,
  scope: Scope,
  input: CreateMedication,
): Promise<Medication> {
  const drug = await requireOffered(db, scope, { field: "medication.drug", concept: input.drug });
  const row = newMedicationRow(scope, { ...input, drug });
  await requireRecordable(db, scope, input);
  const [made] = await insertion(db).execute(row);
  if (!made) throw new Error("insert returned no row");
  return made;
}

type Fields = Omit<UpdateMedication, "id" | "expectedVersion">;
type Write = { id: MedicationId; changes: Fields | { errorReason: string } };

const changes = recordChanges<Medication, Fields>({
  ...medications,
  write: (db, { practiceId }, { id, changes }: Write) =>
    db
      .update(medication)
      .set(changedRow(medication, changes))
      .where(and(eq(medication.practiceId, practiceId), eq(medication.id, id)))
      .returning(columns),
  requirePossible,
  requireOffered: async (db, scope, { fields, current }) =>
    fields.drug
      ? {
          ...fields,
          drug: await requireOffered(db, scope, {
            field: "medication.drug",
            concept: fields.drug,
            current: current.drug,
          }),
        }
      : fields,
});

export const { enterInError: enterMedicationInError } = changes;

/** Throws `STALE_VERSION`, `RECORD_IN_ERROR`, and `INVALID_INPUT` for a record that cannot be. */
export const updateMedication = (
  context: ChangeContext,
  { id, expectedVersion, ...fields }: UpdateMedication,
): Promise<Medication> => changes.update(context, { id, expectedVersion }, fields);
