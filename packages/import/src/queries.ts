import { DomainError } from "@caretype/core/kernel/error/domain-error";
import type { ImportId, PracticeId } from "@caretype/core/kernel/field/ids";
import type { Scope } from "@caretype/core/kernel/procedure/scope";
import { type Database, given, prepared } from "@caretype/db";
import { account, importBatch } from "@caretype/db/schema";
import { type AnyColumn, and, eq, getTableColumns, type Placeholder, type SQL, sql } from "drizzle-orm";

export const { practiceId: _practice, ...batchColumns } = getTableColumns(importBatch);

/** False for an import of clinical records only, if the caller may not read such records. */
export const isShownImport = sql`(${sql.placeholder("mayClinical")}::boolean
  or jsonb_array_length(${importBatch.clinicalRecords}) = 0
  or ${importBatch.patients} + ${importBatch.doctors} + ${importBatch.assignments} + ${importBatch.appointments} > 0)`;

export const mayReadClinical = ({ permissions }: Pick<Scope, "permissions">): boolean =>
  permissions.has("clinical:read");

/** Looks each account up by key: the planner turns an ordinary join into a scan of all accounts. */
export const emailOf = (db: Database, accountId: AnyColumn) =>
  db.select({ email: account.email }).from(account).where(eq(account.id, accountId)).limit(1).as("person");

export type MadeBy = { practiceId: PracticeId; importId: ImportId };

/** The same key, or its placeholders in a prepared statement. */
type MadeByAny = Record<keyof MadeBy, string | SQL | Placeholder>;

/** SQL that is true if the import created the record. */
export const isMade = ({ practiceId, importId }: MadeByAny, id: SQL): SQL => sql`(
  select true from import_record
  where practice_id = ${practiceId} and import_id = ${importId} and record_id = ${id} limit 1
) is not null`;

const isBatch = and(...given(importBatch, "practiceId", "id"));

const byId = prepared(["practiceId", "id", "mayClinical"], (db) =>
  db.select(batchColumns).from(importBatch).where(and(isBatch, isShownImport)),
);
const locked = prepared(["practiceId", "id"], (db) =>
  db.select(batchColumns).from(importBatch).where(isBatch).for("update"),
);

type Batch = Awaited<ReturnType<ReturnType<typeof byId>["execute"]>>[number];

/** Throws `IMPORT_ALREADY_UNDONE`, and `IMPORT_NOT_FOUND` for an unknown, unlisted or another practice's import. */
export async function findImport(
  db: Database,
  caller: Pick<Scope, "practiceId" | "permissions">,
  id: ImportId,
): Promise<Batch> {
  const { practiceId } = caller;
  return asUndoable(await byId(db).execute({ practiceId, id, mayClinical: mayReadClinical(caller) }));
}

/** Also blocks other undos until the transaction ends. Throws the same errors, and finds unlisted imports. */
export async function lockImport(db: Database, practiceId: PracticeId, id: ImportId): Promise<Batch> {
  return asUndoable(await locked(db).execute({ practiceId, id }));
}

function asUndoable([batch]: Batch[]): Batch {
  if (!batch) throw new DomainError("IMPORT_NOT_FOUND");
  if (batch.undoneAt !== null) throw new DomainError("IMPORT_ALREADY_UNDONE");
  return batch;
}

export async function markUndone(
  db: Database,
  { practiceId, accountId }: Pick<Scope, "practiceId" | "accountId">,
  id: ImportId,
) {
  await db
    .update(importBatch)
    .set({ undoneAt: sql`now()`, undoneBy: accountId })
    .where(and(eq(importBatch.practiceId, practiceId), eq(importBatch.id, id)));
}
