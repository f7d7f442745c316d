import { type Database, schema } from "@caretype/db";
import { and, eq } from "drizzle-orm";
import { appendEntries } from "../../../../kernel/audit-log/queries.ts";
import type {
  AssignmentId,
  DoctorId,
  ImportId,
  PatientId,
  PracticeId,
} from "../../../../kernel/field/ids.ts";
import { newId } from "../../../../kernel/field/new-id.ts";
import type { Author } from "../../../../kernel/procedure/scope.ts";
import type { EntryOf } from "../../command/audited-command.ts";

/** An account, and the practice that gets the records of a user. */
export type Owner = Author;

const { importBatch, importRecord } = schema;

type Counts = { patient: number; doctor: number; assignment: number };
type Batch = { id: ImportId; counts: Counts };

type Batching = {
  db: Database;
  entryIn: (practiceId: PracticeId) => EntryOf;
  /** The names of the tables, for the list of imports. */
  files: readonly string[];
};

/** One import for each practice that gets records, so that its owner sees it in the list, and can undo it. */
export class ImportBatches {
  readonly #batching: Batching;
  readonly #batches = new Map<PracticeId, Batch>();

  constructor(batching: Batching) {
    this.#batching = batching;
  }

  /** Notes created records of a practice, for an undo and in the audit. */
  async add(
    owner: Owner,
    recordType: keyof Counts,
    ids: readonly (PatientId | DoctorId | AssignmentId)[],
  ): Promise<void> {
    if (ids.length === 0) return;
    const { db, entryIn } = this.#batching;
    const { practiceId } = owner;
    const batch = this.#batches.get(practiceId) ?? (await this.#begin(owner));
    batch.counts[recordType] += ids.length;
    const rows = ids.map((recordId) => ({ practiceId, importId: batch.id, recordId, recordType }));
    await db.insert(importRecord).values(rows);
    await appendEntries(db, [entryIn(practiceId)(ids)]);
  }

  async #begin({ practiceId, accountId: importedBy }: Owner): Promise<Batch> {
    const { db, files } = this.#batching;
    const id = newId<ImportId>();
    const none = { patients: 0, doctors: 0, assignments: 0 };
    await db
      .insert(importBatch)
      .values({ practiceId, id, source: "django", files: [...files], importedBy, ...none });
    const batch = { id, counts: { patient: 0, doctor: 0, assignment: 0 } };
    this.#batches.set(practiceId, batch);
    return batch;
  }

  /** Writes the final counts. */
  async end(): Promise<void> {
    for (const [practiceId, { id, counts }] of this.#batches)
      await this.#batching.db
        .update(importBatch)
        .set({ patients: counts.patient, doctors: counts.doctor, assignments: counts.assignment })
        .where(and(eq(importBatch.practiceId, practiceId), eq(importBatch.id, id)));
  }
}
