import postgres from "postgres";
import { Connection, plainStatement, type Runner } from "./connection/connection.ts";
import { type ConnectionSettings, parseDatabaseUrl, unlimited } from "./connection/settings.ts";
import { inTransaction } from "./connection/transaction.ts";
import { DatabaseUnavailable } from "./errors.ts";

type SourceRows = Record<string, string | null>[];

/** A read-only snapshot of another system's database. */
export type SourceDatabase = {
  /** The columns of a statement's rows must be text. Parameters are `$1` and so on. */
  rows(statement: string, parameters?: readonly string[]): Promise<SourceRows>;
  /** The same for rows that may not fit into memory, some hundred at a time. One statement at a time. */
  stream(statement: string): AsyncIterable<SourceRows>;
};

/** The database cannot be reached or read. The message has neither the address nor the password. */
export class SourceUnreadable extends Error {
  override readonly name = "SourceUnreadable";
}

const atOnce = 250;

/**
 * Settings of the transaction: the notation of dates and instants, and no idle timeout, as rows are written elsewhere
 * meanwhile.
 */
const begin = [
  "begin isolation level repeatable read read only",
  "set local datestyle = 'ISO, YMD'",
  "set local timezone = 'UTC'",
  unlimited,
].join("; ");

/**
 * Reads another system's database in one read-only transaction, in which nothing changes.
 * @throws {SourceUnreadable} if it cannot be reached or read, and the errors of `read`.
 */
export async function readSource<Result>(
  url: string,
  read: (source: SourceDatabase) => Promise<Result>,
): Promise<Result> {
  await using connection = new Connection(settingsOf(url));
  await connection.command("select").catch(unreadable);
  return await inTransaction(connection, begin, (runner) => read(sourceOver(runner)));
}

function settingsOf(url: string): ConnectionSettings {
  const session = { application_name: "caretype import", default_transaction_read_only: "on" };
  const timeouts = { connectTimeoutMilliseconds: 10_000, statementTimeoutMilliseconds: 0 };
  const address = addressOf(url);
  // Like psql, so that the password need not be in the address, which other users of the machine may see.
  const password = address.password || (process.env.PGPASSWORD ?? "");
  return { address: { ...address, password }, prepare: true, session, ...timeouts };
}

function addressOf(url: string) {
  try {
    return parseDatabaseUrl(url);
  } catch (error) {
    throw error instanceof TypeError ? new SourceUnreadable(error.message) : error;
  }
}

function sourceOver(runner: Runner): SourceDatabase {
  const rows = async (text: string, parameters?: readonly string[]): Promise<SourceRows> => {
    const found: unknown[] = await runner.run(plainStatement(text, parameters)).catch(unreadable);
    return found.filter(isSourceRow);
  };
  return {
    rows,
    async *stream(statement) {
      await rows(`declare source_rows no scroll cursor for ${statement}`);
      for (;;) {
        const next = await rows(`fetch ${atOnce} from source_rows`);
        if (next.length === 0) break;
        yield next;
      }
      await rows("close source_rows");
    },
  };
}

const isSourceRow = (row: unknown): row is SourceRows[number] => typeof row === "object" && row !== null;

/** The driver's errors describe the problem without values. */
function unreadable(error: unknown): never {
  const cause = error instanceof DatabaseUnavailable ? error.cause : error;
  const reason = cause instanceof postgres.PostgresError ? cause.message : undefined;
  const code: unknown = Reflect.get(Object(cause), "code");
  const what = reason ?? (typeof code === "string" ? code : "the connection was lost");
  throw new SourceUnreadable(`The database of --from cannot be read: ${what}.`, { cause: error });
}
