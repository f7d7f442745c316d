import { changedRow, type Database, newRow, prepared, preparedInsert, schema } from "@caretype/db";
import { and, desc, eq, getTableColumns, lt, sql } from "drizzle-orm";
import { DomainError } from "../../kernel/error/domain-error.ts";
import type { RoomId } from "../../kernel/field/ids.ts";
import { isSame } from "../../kernel/field/is-same.ts";
import { newId } from "../../kernel/field/new-id.ts";
import { decodeCursor, toPage } from "../../kernel/field/paging.ts";
import { requireVersion } from "../../kernel/field/version.ts";
import type { ChangeContext } from "../../kernel/procedure/body-context.ts";
import type { Scope } from "../../kernel/procedure/scope.ts";
import type { CreateRoom, ListRooms, RemoveRoom, Room, RoomPage, UpdateRoom } from "./schema.ts";

const { room } = schema;

const { practiceId: _practice, ...columns } = getTableColumns(room);

const isInPractice = eq(room.practiceId, sql.placeholder("practiceId"));

const selectById = (db: Database) =>
  db
    .select(columns)
    .from(room)
    .where(and(isInPractice, eq(room.id, sql.placeholder("id"))));

const byId = prepared(["practiceId", "id"], (db) => selectById(db).prepare("room_by_id"));
const lockedById = prepared(["practiceId", "id"], (db) =>
  selectById(db).for("update").prepare("room_locked_by_id"),
);

/** Rejects with `ROOM_NOT_FOUND` for an unknown id, and for one of another practice. */
export async function findRoom(db: Database, { practiceId }: Scope, id: RoomId): Promise<Room> {
  const [row] = await byId(db).execute({ practiceId, id });
  if (!row) throw new DomainError("ROOM_NOT_FOUND");
  return row;
}

const held = prepared(["practiceId", "id"], (db) =>
  selectById(db).for("key share").prepare("room_held_by_id"),
);

/** Like `findRoom`, and keeps it from being removed until the transaction ends. */
export async function holdRoom(db: Database, { practiceId }: Scope, id: RoomId): Promise<Room> {
  const [row] = await held(db).execute({ practiceId, id });
  if (!row) throw new DomainError("ROOM_NOT_FOUND");
  return row;
}

/** Like `findRoom`, and locks the room until the transaction ends. */
async function lockRoom(db: Database, { practiceId }: Scope, id: RoomId): Promise<Room> {
  const [row] = await lockedById(db).execute({ practiceId, id });
  if (!row) throw new DomainError("ROOM_NOT_FOUND");
  return row;
}

const page = prepared(["practiceId", "id", "limit"], (db) =>
  db
    .select(columns)
    .from(room)
    .where(and(isInPractice, lt(room.id, sql.placeholder("id"))))
    .orderBy(desc(room.id))
    .limit(sql.placeholder("limit"))
    .prepare("room_page"),
);

/** Newest first. */
export async function listRooms(
  db: Database,
  { practiceId }: Scope,
  { limit, cursor }: ListRooms,
): Promise<RoomPage> {
  const { id } = decodeCursor(cursor, "newest");
  const rows = await page(db).execute({ practiceId, id, limit: limit + 1 });
  return toPage(rows, { limit, sort: "newest", item: (row) => row });
}

const insertion = preparedInsert(room, (db, row) =>
  db.insert(room).values(row).returning(columns).prepare("room_insert"),
);

/** Throws `ROOM_NAME_TAKEN`. */
export async function createRoom(
  db: Database,
  { practiceId, accountId: createdBy }: Scope,
  input: CreateRoom,
): Promise<Room> {
  const [row] = await insertion(db).execute(
    newRow(room, { ...input, practiceId, id: newId<RoomId>(), createdBy }),
  );
  if (!row) throw new Error("insert returned no row");
  return row;
}

const inPractice = ({ practiceId }: Scope, id: RoomId) =>
  and(eq(room.practiceId, practiceId), eq(room.id, id));

/** Throws `STALE_VERSION` and `ROOM_NAME_TAKEN`. */
export async function updateRoom(
  { db, scope, audit }: ChangeContext,
  { id, expectedVersion, ...changes }: UpdateRoom,
): Promise<Room> {
  const current = await lockRoom(db, scope, id);
  requireVersion(current, expectedVersion, { kind: "room" });
  if (isSame(current, changes)) {
    audit.unchanged();
    return current;
  }
  const [row] = await db
    .update(room)
    .set({
      ...changedRow(room, changes),
      updatedAt: sql`now()`,
      version: current.version + 1,
    })
    .where(inPractice(scope, id))
    .returning(columns);
  if (!row) throw new DomainError("ROOM_NOT_FOUND");
  return row;
}

/** Throws `STALE_VERSION`, and `ROOM_IN_USE` if an appointment, even a past one, has it. */
export async function removeRoom(
  db: Database,
  scope: Scope,
  { id, expectedVersion }: RemoveRoom,
): Promise<void> {
  requireVersion(await lockRoom(db, scope, id), expectedVersion, { kind: "room" });
  await db.delete(room).where(inPractice(scope, id));
}
