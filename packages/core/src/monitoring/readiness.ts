import {
  type Database,
  type DatabaseHandle,
  DatabaseUnavailable,
  findLackingMigrations,
  isOfOtherNode,
  listNames,
  sqlStateOf,
} from "@caretype/db";
import { sql } from "drizzle-orm";
import { commandEntry } from "../kernel/audit-log/entry.ts";
import { appendEntries } from "../kernel/audit-log/queries.ts";
import type { AuditLog } from "../kernel/audit-log/writer.ts";
import { maxClockSeconds } from "../kernel/field/time.ts";
import { clockOffset } from "./clock-offset.ts";

export type Readiness = {
  /**
   * Resolves if calls would be answered: the database can be read, and an audit entry written. Results are shared for
   * half a second. Rejects with NotReady or the database's error.
   */
  check(): Promise<void>;
};

/** Its messages are fixed texts, safe to log. */
export class NotReady extends Error {
  override readonly name = "NotReady";
}

/** Thrown to roll back the trial write. */
class RolledBack extends Error {}

const sharedMilliseconds = 500;
const maxMilliseconds = 2_500;
/** An audit write this recent makes a trial write unnecessary. */
const recentMilliseconds = 10_000;
const noRoomAllowed = "53400";

type Place = { database: Pick<DatabaseHandle, "reader" | "appender" | "transaction">; audit: AuditLog };

export function createReadiness(place: Place): Readiness {
  let latest: { outcome: Promise<void>; endedAt: number } | undefined;

  function ask() {
    const asked = { outcome: withinBound(look(place)), endedAt: Number.POSITIVE_INFINITY };
    const end = () => {
      asked.endedAt = performance.now();
    };
    asked.outcome.then(end, end);
    return asked;
  }

  return {
    check() {
      if (latest === undefined || performance.now() - latest.endedAt > sharedMilliseconds) latest = ask();
      return latest.outcome;
    },
  };
}

async function look({ database, audit }: Place): Promise<void> {
  const { isFailing, writtenAt } = audit.writes();
  const isSure = !isFailing && performance.now() - writtenAt < recentMilliseconds;
  await Promise.all([
    requireClock(database.reader),
    requireMigrations(database.reader),
    requireRights(database.appender),
    isSure || tryToWrite(database),
  ]);
}

async function requireClock(reader: Database): Promise<void> {
  if (Math.abs(await clockOffset(reader)) > maxClockSeconds)
    throw new NotReady("The clock differs from the database's by over a minute.");
}

async function requireMigrations(reader: Database): Promise<void> {
  const lacking = await findLackingMigrations(reader);
  if (lacking.length > 0)
    throw new NotReady(`The database lacks ${listNames(lacking)}: run \`caretype migrate\`.`);
}

async function requireRights(appender: Database): Promise<void> {
  const refusal = await refusalOfWrites(appender);
  if (refusal !== undefined) throw new NotReady(refusal);
}

/** Why no audit entry can be written. A standby answers reads, but calls must fail there. */
export async function refusalOfWrites(appender: Database): Promise<string | undefined> {
  const [state] = await appender.execute(sql`
    select pg_is_in_recovery() as "isStandby", current_setting('transaction_read_only') = 'on' as "isReadOnly",
      has_table_privilege('audit_entry', 'insert') as "mayAppend"`);
  if (state?.isStandby === true) return "The database is a standby and accepts no writes.";
  if (state?.isReadOnly === true)
    return "The database is read-only. Its user, the database or the server has default_transaction_read_only = on: reset it.";
  return state?.mayAppend === true ? undefined : "The database's user may not insert into the audit.";
}

/** Writes an entry and rolls back. Also uses a temporary file, because a full disk may have room for one entry. */
async function tryToWrite(database: Pick<DatabaseHandle, "transaction">): Promise<void> {
  const attempt = async (tx: Database) => {
    await appendEntries(tx, [commandEntry("readiness", { subjects: new Set() })]);
    await tx.execute(sql`set local work_mem = '64kB'`);
    await tx.execute(sql`select count(*) from generate_series(1, 8000)`).catch(unlessNotAllowed);
    throw new RolledBack();
  };
  await database.transaction(attempt, { caller: "readiness" }).catch((error: unknown) => {
    // Practices on other nodes of Citus are answered.
    if (!(error instanceof RolledBack) && !isOfOtherNode(error)) throw error;
  });
}

/** Without permission for temporary files, the disk cannot be tested this way. */
function unlessNotAllowed(error: unknown): void {
  if (sqlStateOf(error) !== noRoomAllowed) throw error;
}

async function withinBound(work: Promise<void>): Promise<void> {
  const { promise, reject } = Promise.withResolvers<never>();
  const silent = () => reject(new DatabaseUnavailable("The database does not respond."));
  const timer = setTimeout(silent, maxMilliseconds);
  try {
    await Promise.race([work, promise]);
  } finally {
    clearTimeout(timer);
  }
}

declare module "../kernel/procedure/services.ts" {
  interface Services {
    readiness: Readiness;
  }
}
