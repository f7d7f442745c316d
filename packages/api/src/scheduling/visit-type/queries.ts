import { changedRow, type Database, newRow, prepared, preparedInsert, schema } from "@caretype/db";
import { and, desc, eq, getTableColumns, lt, sql } from "drizzle-orm";
import { DomainError } from "../../kernel/error/domain-error.ts";
import type { VisitTypeId } from "../../kernel/field/ids.ts";
import { isSame } from "../../kernel/field/is-same.ts";
import { newId } from "../../kernel/field/new-id.ts";
import { decodeCursor, toPage } from "../../kernel/field/paging.ts";
import { requireVersion } from "../../kernel/field/version.ts";
import type { ChangeContext } from "../../kernel/procedure/body-context.ts";
import type { Scope } from "../../kernel/procedure/scope.ts";
import type {
  CreateVisitType,
  ListVisitTypes,
  RemoveVisitType,
  UpdateVisitType,
  VisitType,
  VisitTypePage,
} from "./schema.ts";

const { visitType } = schema;

const { practiceId: _practice, ...columns } = getTableColumns(visitType);

const isInPractice = eq(visitType.practiceId, sql.placeholder("practiceId"));

const selectById = (db: Database) =>
  db
    .select(columns)
    .from(visitType)
    .where(and(isInPractice, eq(visitType.id, sql.placeholder("id"))));

const byId = prepared(["practiceId", "id"], (db) => selectById(db).prepare("visit_type_by_id"));
const lockedById = prepared(["practiceId", "id"], (db) =>
  selectById(db).for("update").prepare("visit_type_locked_by_id"),
);

/** Rejects with `VISIT_TYPE_NOT_FOUND` for an unknown id, and for one of another practice. */
export async function findVisitType(
  db: Database,
  { practiceId }: Scope,
  id: VisitTypeId,
): Promise<VisitType> {
  const [row] = await byId(db).execute({ practiceId, id });
  if (!row) throw new DomainError("VISIT_TYPE_NOT_FOUND");
  return row;
}

const held = prepared(["practiceId", "id"], (db) =>
  selectById(db).for("key share").prepare("visit_type_held_by_id"),
);

/** Like `findVisitType`, and keeps it from being removed until the transaction ends. */
export async function holdVisitType(
  db: Database,
  { practiceId }: Scope,
  id: VisitTypeId,
): Promise<VisitType> {
  const [row] = await held(db).execute({ practiceId, id });
  if (!row) throw new DomainError("VISIT_TYPE_NOT_FOUND");
  return row;
}

/** Like `findVisitType`, and locks the visit type until the transaction ends. */
async function lockVisitType(db: Database, { practiceId }: Scope, id: VisitTypeId): Promise<VisitType> {
  const [row] = await lockedById(db).execute({ practiceId, id });
  if (!row) throw new DomainError("VISIT_TYPE_NOT_FOUND");
  return row;
}

const page = prepared(["practiceId", "id", "limit"], (db) =>
  db
    .select(columns)
    .from(visitType)
    .where(and(isInPractice, lt(visitType.id, sql.placeholder("id"))))
    .orderBy(desc(visitType.id))
    .limit(sql.placeholder("limit"))
    .prepare("visit_type_page"),
);

/** Newest first. */
export async function listVisitTypes(
  db: Database,
  { practiceId }: Scope,
  { limit, cursor }: ListVisitTypes,
): Promise<VisitTypePage> {
  const { id } = decodeCursor(cursor, "newest");
  const rows = await page(db).execute({ practiceId, id, limit: limit + 1 });
  return toPage(rows, { limit, sort: "newest", item: (row) => row });
}

const insertion = preparedInsert(visitType, (db, row) =>
  db.insert(visitType).values(row).returning(columns).prepare("visit_type_insert"),
);

/** Throws `VISIT_TYPE_NAME_TAKEN`. */
export async function createVisitType(
  db: Database,
  { practiceId, accountId: createdBy }: Scope,
  input: CreateVisitType,
): Promise<VisitType> {
  const [row] = await insertion(db).execute(
    newRow(visitType, { ...input, practiceId, id: newId<VisitTypeId>(), createdBy }),
  );
  if (!row) throw new Error("insert returned no row");
  return row;
}

const inPractice = ({ practiceId }: Scope, id: VisitTypeId) =>
  and(eq(visitType.practiceId, practiceId), eq(visitType.id, id));

/** Throws `STALE_VERSION` and `VISIT_TYPE_NAME_TAKEN`. */
export async function updateVisitType(
  { db, scope, audit }: ChangeContext,
  { id, expectedVersion, ...changes }: UpdateVisitType,
): Promise<VisitType> {
  const current = await lockVisitType(db, scope, id);
  requireVersion(current, expectedVersion, { kind: "visitType" });
  if (isSame(current, changes)) {
    audit.unchanged();
    return current;
  }
  const [row] = await db
    .update(visitType)
    .set({
      ...changedRow(visitType, changes),
      updatedAt: sql`now()`,
      version: current.version + 1,
    })
    .where(inPractice(scope, id))
    .returning(columns);
  if (!row) throw new DomainError("VISIT_TYPE_NOT_FOUND");
  return row;
}

/** Throws `STALE_VERSION`, and `VISIT_TYPE_IN_USE` if an appointment, even a past one, has it. */
export async function removeVisitType(
  db: Database,
  scope: Scope,
  { id, expectedVersion }: RemoveVisitType,
): Promise<void> {
  requireVersion(await lockVisitType(db, scope, id), expectedVersion, { kind: "visitType" });
  await db.delete(visitType).where(inPractice(scope, id));
}
