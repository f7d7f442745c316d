import { changedRow, type Database, newRow, prepared, preparedInsert, schema } from "@caretype/db";
import { and, desc, eq, getTableColumns, lt, sql } from "drizzle-orm";
import { DomainError } from "../../kernel/error/domain-error.ts";
import type { NoteKindId } from "../../kernel/field/ids.ts";
import { isSame } from "../../kernel/field/is-same.ts";
import { newId } from "../../kernel/field/new-id.ts";
import { decodeCursor, toPage } from "../../kernel/field/paging.ts";
import { requireVersion } from "../../kernel/field/version.ts";
import type { ChangeContext } from "../../kernel/procedure/body-context.ts";
import type { Scope } from "../../kernel/procedure/scope.ts";
import type {
  CreateNoteKind,
  ListNoteKinds,
  NoteKind,
  NoteKindPage,
  RemoveNoteKind,
  UpdateNoteKind,
} from "./schema.ts";

const { noteKind } = schema;

const { practiceId: _practice, ...columns } = getTableColumns(noteKind);

const isInPractice = eq(noteKind.practiceId, sql.placeholder("practiceId"));

const selectById = (db: Database) =>
  db
    .select(columns)
    .from(noteKind)
    .where(and(isInPractice, eq(noteKind.id, sql.placeholder("id"))));

const byId = prepared(["practiceId", "id"], (db) => selectById(db).prepare("note_kind_by_id"));
const lockedById = prepared(["practiceId", "id"], (db) =>
  selectById(db).for("update").prepare("note_kind_locked_by_id"),
);

/** Rejects with `NOTE_KIND_NOT_FOUND` for an unknown id, and for one of another practice. */
export async function findNoteKind(db: Database, { practiceId }: Scope, id: NoteKindId): Promise<NoteKind> {
  const [row] = await byId(db).execute({ practiceId, id });
  if (!row) throw new DomainError("NOTE_KIND_NOT_FOUND");
  return row;
}

/** Like `findNoteKind`, and locks it until the transaction ends. */
async function lockNoteKind(db: Database, { practiceId }: Scope, id: NoteKindId): Promise<NoteKind> {
  const [row] = await lockedById(db).execute({ practiceId, id });
  if (!row) throw new DomainError("NOTE_KIND_NOT_FOUND");
  return row;
}

const page = prepared(["practiceId", "id", "limit"], (db) =>
  db
    .select(columns)
    .from(noteKind)
    .where(and(isInPractice, lt(noteKind.id, sql.placeholder("id"))))
    .orderBy(desc(noteKind.id))
    .limit(sql.placeholder("limit"))
    .prepare("note_kind_page"),
);

/** Newest first. */
export async function listNoteKinds(
  db: Database,
  { practiceId }: Scope,
  { limit, cursor }: ListNoteKinds,
): Promise<NoteKindPage> {
  const { id } = decodeCursor(cursor, "newest");
  const rows = await page(db).execute({ practiceId, id, limit: limit + 1 });
  return toPage(rows, { limit, sort: "newest", item: (row) => row });
}

const insertion = preparedInsert(noteKind, (db, row) =>
  db.insert(noteKind).values(row).returning(columns).prepare("note_kind_insert"),
);

/** Throws `NOTE_KIND_NAME_TAKEN`. */
export async function createNoteKind(
  db: Database,
  { practiceId, accountId: createdBy }: Scope,
  input: CreateNoteKind,
): Promise<NoteKind> {
  const [row] = await insertion(db).execute(
    newRow(noteKind, { ...input, practiceId, id: newId<NoteKindId>(), createdBy }),
  );
  if (!row) throw new Error("insert returned no row");
  return row;
}

const inPractice = ({ practiceId }: Scope, id: NoteKindId) =>
  and(eq(noteKind.practiceId, practiceId), eq(noteKind.id, id));

/** Throws `STALE_VERSION` and `NOTE_KIND_NAME_TAKEN`. */
export async function updateNoteKind(
  { db, scope, audit }: ChangeContext,
  { id, expectedVersion, ...changes }: UpdateNoteKind,
): Promise<NoteKind> {
  const current = await lockNoteKind(db, scope, id);
  requireVersion(current, expectedVersion, { kind: "noteKind" });
  if (isSame(current, changes)) {
    audit.unchanged();
    return current;
  }
  const [row] = await db
    .update(noteKind)
    .set({
      ...changedRow(noteKind, changes),
      updatedAt: sql`now()`,
      version: current.version + 1,
    })
    .where(inPractice(scope, id))
    .returning(columns);
  if (!row) throw new DomainError("NOTE_KIND_NOT_FOUND");
  return row;
}

/** Notes keep the name of their kind. Throws `STALE_VERSION`. */
export async function removeNoteKind(
  db: Database,
  scope: Scope,
  { id, expectedVersion }: RemoveNoteKind,
): Promise<void> {
  requireVersion(await lockNoteKind(db, scope, id), expectedVersion, { kind: "noteKind" });
  await db.delete(noteKind).where(inPractice(scope, id));
}
