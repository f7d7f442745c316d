import { Connection } from "./connection/connection.ts";
import type { Rows } from "./connection/driver-query.ts";
import { parseDatabaseUrl } from "./connection/settings.ts";
import { DatabaseUnavailable, sqlStateOf } from "./errors.ts";

export type ConnectionTraits = {
  /** Whether something such as PgBouncer stands between us and the server, and may share its connections out. */
  isPooled: boolean;
};

/** The connection works, but not with what a session is set to or prepares: there `prepare` has to be false. */
export class SessionNotKept extends Error {
  override readonly name = "SessionNotKept";
}

/** What PgBouncer says of a session's settings that it does not track. */
const protocolViolation = "08P01";
/** A prepared statement that is not there, or that is there already. */
const misplacedStatements = ["26000", "42P05"];
/** One that no other session has by chance. */
const statementTimeoutMilliseconds = 14_321;

/**
 * Makes a connection as it will be used, so that a wrong setting is found at the start and not by every call.
 * @throws {SessionNotKept} where `prepare` is true and a pooler in between cannot work so.
 * @throws {DatabaseUnavailable} when no connection can be made either way.
 */
export async function examineConnection(
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
    // The same code is said of other faults, which are there without settings, too.
    await examineConnection(url, { prepare: false });
    throw new SessionNotKept(saidBy(error), { cause: error });
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
  connection.run({ text, parameters: [], prepare: true, asArrays: false });

const look = "select pg_backend_pid() as pid, setting from pg_settings where name = 'statement_timeout'";

/** A pooler gives out process ids of its own, as it is the one that is asked to cancel. */
async function isPooledAt(connection: Connection): Promise<boolean> {
  const found = await run(connection, look);
  return found[0]?.pid !== found.state.pid;
}

/** Rejects unless the settings have arrived, and what was prepared is there when others have been at work meanwhile. */
async function requireOwnSession(connection: Connection, url: string): Promise<void> {
  const [row] = await run(connection, look);
  if (Number(row?.setting) !== statementTimeoutMilliseconds)
    throw new SessionNotKept("The session's settings do not arrive.");
  const other = open(url, true);
  try {
    // Where connections are shared out, this is now the one that `look` was prepared on.
    await other.command("begin");
    const isOn = async (of: Connection, pid: unknown) => (await run(of, look))[0]?.pid === pid;
    if ((await isOn(other, row?.pid)) || !(await isOn(connection, row?.pid)))
      throw new SessionNotKept("The pooler gives one connection to several sessions.");
  } finally {
    await other.end();
  }
}

function isOfSession(error: unknown): boolean {
  const code = sqlStateOf(error) ?? "";
  return error instanceof SessionNotKept || code === protocolViolation || misplacedStatements.includes(code);
}

/** No record is in what is said of a session. */
function saidBy(error: unknown): string {
  const root = error instanceof DatabaseUnavailable && error.cause instanceof Error ? error.cause : error;
  return root instanceof Error ? root.message : "";
}
