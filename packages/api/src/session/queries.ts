import { type Database, type DatabaseHandle, prepared, schema } from "@caretype/db";
import { and, desc, eq, getTableColumns, lt, sql } from "drizzle-orm";
import { announce } from "../account/session-queries.ts";
import type { Scope } from "../context.ts";
import { DomainError } from "../errors.ts";
import { decodeCursor, toPage } from "../paging.ts";
import { deviceNamer } from "./device.ts";
import type { SessionLimits } from "./limits.ts";
import { isLiveSession } from "./live.ts";
import type { ListSessions, SessionPage } from "./schema.ts";

const { session } = schema;

const noteUse = prepared((db) =>
  db
    .update(session)
    .set({ lastSeenAt: sql`now()` })
    .where(
      sql`${session.id} in (${db
        .select({ id: session.id })
        .from(session)
        .where(
          and(
            sql`${session.id} = any(${sql.placeholder("ids")}::uuid[])`,
            isLiveSession,
            sql`${session.lastSeenAt} <= now() - make_interval(secs => ${sql.placeholder("noteSeconds")})`,
          ),
        )
        .orderBy(session.id)
        .for("update", { skipLocked: true })})`,
    )
    .prepare("session_note_use"),
);

/** What another process has noted meanwhile, or holds, is left to it; none comes back that has run out. */
export async function noteSessionsUse(
  database: Pick<DatabaseHandle, "transaction">,
  uses: SessionLimits & { ids: string[]; noteSeconds: number },
): Promise<void> {
  await database.transaction((tx) => noteUse(tx).execute(uses));
}

const { id, userAgent, address, createdAt, lastSeenAt } = getTableColumns(session);

const page = prepared((db) =>
  db
    .select({
      ...{ id, userAgent, address, createdAt, lastSeenAt },
      isCurrent: sql<boolean>`${session.id} = ${sql.placeholder("current")}`,
      gaveSecondFactor: sql<boolean>`${session.secondFactorAt} is not null`,
    })
    .from(session)
    .where(
      and(
        eq(session.accountId, sql.placeholder("accountId")),
        lt(session.id, sql.placeholder("after")),
        isLiveSession,
      ),
    )
    .orderBy(desc(session.id))
    .limit(sql.placeholder("limit"))
    .prepare("session_page"),
);

/** Those that have not ended, the one that began last first. */
export async function listSessions(
  db: Database,
  { accountId, sessionId: current }: Pick<Scope, "accountId" | "sessionId">,
  { limit, cursor, limits }: ListSessions & { limits: SessionLimits },
): Promise<SessionPage> {
  const { id: after } = decodeCursor(cursor, "newest");
  const [rows, deviceOf] = await Promise.all([
    page(db).execute({ accountId, current, after, limit: limit + 1, ...limits }),
    deviceNamer(),
  ]);
  return toPage(
    rows.map((row) => ({ ...row, updatedAt: row.createdAt })),
    {
      ...{ limit, sort: "newest" },
      item: ({ updatedAt: _, ...row }) => ({ ...row, device: deviceOf(row.userAgent) }),
    },
  );
}

const endOne = prepared((db) =>
  db
    .update(session)
    .set({ endedAt: sql`now()` })
    .where(
      and(
        eq(session.id, sql.placeholder("id")),
        eq(session.accountId, sql.placeholder("accountId")),
        isLiveSession,
      ),
    )
    .returning({ id: session.id })
    .prepare("session_end"),
);

/** Rejects with `SESSION_NOT_FOUND`, alike for another account's, an unknown one, and one that has ended. */
export async function endOwnSession(
  db: Database,
  { accountId }: Pick<Scope, "accountId">,
  { id, limits }: { id: string; limits: SessionLimits },
): Promise<void> {
  const [ended] = await endOne(db).execute({ id, accountId, ...limits });
  if (!ended) throw new DomainError("SESSION_NOT_FOUND");
  await announce(db, { session: id });
}
