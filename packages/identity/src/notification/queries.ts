import { onlyRow } from "@caretype/core/kernel/error/domain-error";
import type { NotificationId } from "@caretype/core/kernel/field/ids";
import { pageById } from "@caretype/core/kernel/field/paging";
import type { ChangeContext } from "@caretype/core/kernel/procedure/body-context";
import type { Scope } from "@caretype/core/kernel/procedure/scope";
import { accountName } from "@caretype/core/mechanisms/account-name";
import { type Database, type DatabaseHandle, given, pick, prepared } from "@caretype/db";
import { notification } from "@caretype/db/schema";
import { and, desc, eq, inArray, isNull, lt, lte, type SQL, sql } from "drizzle-orm";
import { type ListNotifications, type MarkedRead, maxCounted, type NotificationPage } from "./schema.ts";

type Reader = Pick<Scope, "practiceId" | "accountId">;

const isOwn = and(...given(notification, "practiceId", "accountId"));
const isUnread = isNull(notification.readAt);

const page = prepared(["practiceId", "accountId", "id", "limit"], (db) =>
  db
    .select({
      ...pick(notification, "id", "kind", "actorId"),
      actorName: accountName(notification.actorId),
      ...pick(notification, "subjectId", "createdAt", "readAt"),
    })
    .from(notification)
    .where(and(isOwn, lt(notification.id, sql.placeholder("id"))))
    .orderBy(desc(notification.id))
    .limit(sql.placeholder("limit")),
);

const unreadRows = prepared(["practiceId", "accountId"], (db) =>
  db
    .select({ id: notification.id })
    .from(notification)
    .where(and(isOwn, isUnread))
    .orderBy(desc(notification.id))
    .limit(maxCounted),
);

async function countUnread(db: Database, { practiceId, accountId }: Reader): Promise<number> {
  return (await unreadRows(db).execute({ practiceId, accountId })).length;
}

/** Lists the caller's notifications in the practice, newest first. */
export async function listNotifications(
  db: Database,
  { practiceId, accountId }: Reader,
  input: ListNotifications,
): Promise<NotificationPage> {
  const listed = await pageById(input, (place) => page(db).execute({ practiceId, accountId, ...place }));
  return { ...listed, unread: await countUnread(db, { practiceId, accountId }) };
}

const byId = prepared(["practiceId", "accountId", "id"], (db) =>
  db
    .select({ id: notification.id })
    .from(notification)
    .where(and(isOwn, eq(notification.id, sql.placeholder("id")))),
);

/** Throws `NOTIFICATION_NOT_FOUND`. */
export async function markRead(
  { db, scope, audit }: ChangeContext,
  { id }: { id: NotificationId },
): Promise<MarkedRead> {
  const { practiceId, accountId } = scope;
  if (!(await mark(db, scope, eq(notification.id, id)))) {
    onlyRow(await byId(db).execute({ practiceId, accountId, id }), "NOTIFICATION_NOT_FOUND");
    audit.unchanged();
  }
  return { unread: await countUnread(db, scope) };
}

/** Marks the caller's unread ones among these. Resolves to whether there were any. */
async function mark(db: Database, { practiceId, accountId }: Reader, which: SQL): Promise<boolean> {
  const { practiceId: practice, accountId: account } = notification;
  const isOfReader = and(eq(practice, practiceId), eq(account, accountId));
  const { count } = await db
    .update(notification)
    .set({ readAt: sql`now()` })
    .where(and(isOfReader, isUnread, which));
  return count > 0;
}

/** Marks all up to `newestId`, so that one that arrived meanwhile stays unread. */
export async function markAllRead(
  { db, scope, audit }: ChangeContext,
  { newestId }: { newestId: NotificationId },
): Promise<MarkedRead> {
  if (!(await mark(db, scope, lte(notification.id, newestId)))) audit.unchanged();
  return { unread: await countUnread(db, scope) };
}

/** Rows deleted per transaction. Small, so that no call waits long for a connection. */
const deletedAtOnce = 500;

const oldest = prepared([], (db) =>
  db
    .select({ practiceId: notification.practiceId, id: notification.id })
    .from(notification)
    .where(lt(notification.createdAt, sql`now() - interval '90 days'`))
    .orderBy(notification.createdAt)
    .limit(deletedAtOnce),
);

/** Practice by practice, because Citus stores each practice's rows on one node. */
async function deleteSome(db: Database): Promise<number> {
  const found = await oldest(db).execute();
  for (const [practiceId, rows] of Map.groupBy(found, (row) => row.practiceId)) {
    const ids = rows.map(({ id }) => id);
    await db
      .delete(notification)
      .where(and(eq(notification.practiceId, practiceId), inArray(notification.id, ids)));
  }
  return found.length;
}

/** Deletes notifications over 90 days old. */
export async function deleteOldNotifications(database: Pick<DatabaseHandle, "transaction">): Promise<void> {
  while ((await database.transaction(deleteSome)) === deletedAtOnce);
}
