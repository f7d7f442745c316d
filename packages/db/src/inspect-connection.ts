import { Connection, plainStatement } from "./connection/connection.ts";
import type { Rows } from "./connection/driver-query.ts";
import { parseDatabaseUrl } from "./connection/settings.ts";
import { DatabaseUnavailable, sqlStateOf } from "./errors.ts";

export type ConnectionTraits = {
  /** Whether a pooler such as PgBouncer is in between, which may share the server's connections. */
  isPooled: boolean;
};

/** The connection works, but keeps no session settings or prepared statements, so `prepare` must be false. */
export class SessionStateUnsupported extends Error {
  override readonly name = "SessionStateUnsupported";
}

/** PgBouncer's error for session parameters that it does not track. */
const protocolViolation = "08P01";
/** A prepared statement is missing or already exists. */
const misplacedStatements = ["26000", "42P05"];
/** A unique value. */
const statementTimeoutMilliseconds = 14_321;

/**
 * Connects with the given settings, so that a wrong setting is found at startup instead of in every call.
 * @throws {SessionStateUnsupported} if `prepare` is true and a pooler in between does not support it.
 * @throws {DatabaseUnavailable} if no connection is possible either way.
 */
export async function inspectConnection(
  url: string,
  { prepare }: { prepare: boolean },
): Promise<ConnectionTraits> {
  const connection = open(url, prepare);
  try {
    const isPooled = await isPooledAt(connection);
    if (isPooled && prepare) await requireOwnSession(connection, url);
    return { isPooled };
  } catch (error) {
    if (!prepare || !isOfSession(error)) throw error;
    // The same code is used for other faults, which would also occur without session settings.
    await inspectConnection(url, { prepare: false });
    throw new SessionStateUnsupported(messageOf(error), { cause: error });
  } finally {
    await connection.end();
  }
}

const open = (url: string, prepare: boolean) =>
  new Connection({
    address: parseDatabaseUrl(url),
    prepare,
    connectTimeoutMilliseconds: 5_000,
    statementTimeoutMilliseconds,
  });

const run = (connection: Connection, text: string): Promise<Rows> =>
  connection.run(plainStatement(text, [], { prepare: true }));

const look = "select pg_backend_pid() as pid, current_setting('statement_timeout') as setting";

/** A pooler reports process ids of its own, because it handles cancel requests. */
async function isPooledAt(connection: Connection): Promise<boolean> {
  const found = await run(connection, look);
  return found[0]?.pid !== found.state.pid;
}

/** Rejects unless session settings arrive, and prepared statements stay while other sessions are active. */
async function requireOwnSession(connection: Connection, url: string): Promise<void> {
  const [row] = await run(connection, look);
  if (row?.setting !== `${statementTimeoutMilliseconds}ms`)
    throw new SessionStateUnsupported("The session's settings do not reach the server.");
  const other = open(url, true);
  try {
    // On a shared connection, this one now has the backend on which `look` was prepared.
    await other.command("begin");
    const isOn = async (of: Connection, pid: unknown) => (await run(of, look))[0]?.pid === pid;
    if ((await isOn(other, row?.pid)) || !(await isOn(connection, row?.pid)))
      throw new SessionStateUnsupported("The pooler shares one connection among several sessions.");
  } finally {
    await other.end();
  }
}

function isOfSession(error: unknown): boolean {
  const code = sqlStateOf(error) ?? "";
  return (
    error instanceof SessionStateUnsupported ||
    code === protocolViolation ||
    misplacedStatements.includes(code)
  );
}

/** Messages about a session contain no patient data. */
function messageOf(error: unknown): string {
  const root = error instanceof DatabaseUnavailable && error.cause instanceof Error ? error.cause : error;
  return root instanceof Error ? root.message : "";
}
