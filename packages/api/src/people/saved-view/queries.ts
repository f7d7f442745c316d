import { changedRow, type Database, newRow, prepared, preparedInsert, schema } from "@caretype/db";
import { and, desc, eq, getTableColumns, lt, sql } from "drizzle-orm";
import { DomainError } from "../../kernel/error/domain-error.ts";
import type { SavedViewId } from "../../kernel/field/ids.ts";
import { isSame } from "../../kernel/field/is-same.ts";
import { newId } from "../../kernel/field/new-id.ts";
import { decodeCursor, toPage } from "../../kernel/field/paging.ts";
import { requireVersion } from "../../kernel/field/version.ts";
import type { ChangeContext } from "../../kernel/procedure/body-context.ts";
import type { Scope } from "../../kernel/procedure/scope.ts";
import {
  type CreateSavedView,
  type ListSavedViews,
  PatientViewFilters,
  type RemoveSavedView,
  type SavedView,
  type SavedViewPage,
  type UpdateSavedView,
} from "./schema.ts";

const { savedView } = schema;

const { practiceId: _practice, ...columns } = getTableColumns(savedView);

type Row = Omit<SavedView, "filters"> & { filters: unknown };

/** Filters that an earlier version stored, and that no longer exist, are left out with all others. */
const toView = ({ filters, ...row }: Row): SavedView => ({
  ...row,
  filters: PatientViewFilters.safeParse(filters).data ?? {},
});

const isInPractice = eq(savedView.practiceId, sql.placeholder("practiceId"));

const selectById = (db: Database) =>
  db
    .select(columns)
    .from(savedView)
    .where(and(isInPractice, eq(savedView.id, sql.placeholder("id"))));

const byId = prepared(["practiceId", "id"], (db) => selectById(db).prepare("saved_view_by_id"));
const lockedById = prepared(["practiceId", "id"], (db) =>
  selectById(db).for("update").prepare("saved_view_locked_by_id"),
);

/** Rejects with `SAVED_VIEW_NOT_FOUND` for an unknown id, and for one of another practice. */
export async function findSavedView(
  db: Database,
  { practiceId }: Scope,
  id: SavedViewId,
): Promise<SavedView> {
  const [row] = await byId(db).execute({ practiceId, id });
  if (!row) throw new DomainError("SAVED_VIEW_NOT_FOUND");
  return toView(row);
}

/** Like `findSavedView`, and locks the saved view until the transaction ends. */
async function lockSavedView(db: Database, { practiceId }: Scope, id: SavedViewId): Promise<SavedView> {
  const [row] = await lockedById(db).execute({ practiceId, id });
  if (!row) throw new DomainError("SAVED_VIEW_NOT_FOUND");
  return toView(row);
}

const page = prepared(["practiceId", "id", "limit"], (db) =>
  db
    .select(columns)
    .from(savedView)
    .where(and(isInPractice, lt(savedView.id, sql.placeholder("id"))))
    .orderBy(desc(savedView.id))
    .limit(sql.placeholder("limit"))
    .prepare("saved_view_page"),
);

/** Newest first. */
export async function listSavedViews(
  db: Database,
  { practiceId }: Scope,
  { limit, cursor }: ListSavedViews,
): Promise<SavedViewPage> {
  const { id } = decodeCursor(cursor, "newest");
  const rows = await page(db).execute({ practiceId, id, limit: limit + 1 });
  return toPage(rows, { limit, sort: "newest", item: toView });
}

const insertion = preparedInsert(savedView, (db, row) =>
  db.insert(savedView).values(row).returning(columns).prepare("saved_view_insert"),
);

/** Throws `SAVED_VIEW_NAME_TAKEN`. */
export async function createSavedView(
  db: Database,
  { practiceId, accountId: createdBy }: Scope,
  input: CreateSavedView,
): Promise<SavedView> {
  const [row] = await insertion(db).execute(
    newRow(savedView, { ...input, practiceId, id: newId<SavedViewId>(), createdBy }),
  );
  if (!row) throw new Error("insert returned no row");
  return toView(row);
}

const inPractice = ({ practiceId }: Scope, id: SavedViewId) =>
  and(eq(savedView.practiceId, practiceId), eq(savedView.id, id));

/** Throws `STALE_VERSION` and `SAVED_VIEW_NAME_TAKEN`. */
export async function updateSavedView(
  { db, scope, audit }: ChangeContext,
  { id, expectedVersion, ...changes }: UpdateSavedView,
): Promise<SavedView> {
  const current = await lockSavedView(db, scope, id);
  requireVersion(current, expectedVersion, { kind: "savedView" });
  if (isSame(current, changes)) {
    audit.unchanged();
    return current;
  }
  const [row] = await db
    .update(savedView)
    .set({
      ...changedRow(savedView, changes),
      updatedAt: sql`now()`,
      version: current.version + 1,
    })
    .where(inPractice(scope, id))
    .returning(columns);
  if (!row) throw new DomainError("SAVED_VIEW_NOT_FOUND");
  return toView(row);
}

export async function removeSavedView(
  db: Database,
  scope: Scope,
  { id, expectedVersion }: RemoveSavedView,
): Promise<void> {
  requireVersion(await lockSavedView(db, scope, id), expectedVersion, { kind: "savedView" });
  await db.delete(savedView).where(inPractice(scope, id));
}
