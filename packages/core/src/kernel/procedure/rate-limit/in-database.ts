import { type Database, schema } from "@caretype/db";
import { getTableName, type SQL, sql } from "drizzle-orm";
import { RateLimiterPostgres } from "rate-limiter-flexible";

type Query = { text: string; values: readonly (string | number | null)[] };
type Row = Record<string, unknown>;

/** A client for the rate limiter library that runs its statements in the transaction of `db`. */
const clientOver = (db: Database) => ({
  async query({ text, values }: Query): Promise<{ rows: Row[]; rowCount: number }> {
    const rows = [...(await db.execute<Row>(statementOf(text, values)))];
    return { rows, rowCount: rows.length };
  },
});

/** Converts a text with `$1` placeholders to drizzle SQL. */
function statementOf(text: string, values: Query["values"]): SQL {
  const parts = text
    .split(/\$(\d+)/)
    .map((part, index) => (index % 2 === 0 ? sql.raw(part) : sql`${values[Number(part) - 1] ?? null}`));
  return sql.join(parts);
}

type Limit = { kind: string; points: number; seconds: number };

/** A rate limiter stored in the database, shared by all processes and kept across restarts. */
export const limiterOver = (db: Database, { kind, points, seconds }: Limit) =>
  new RateLimiterPostgres({
    storeClient: clientOver(db),
    storeType: "pool",
    tableName: getTableName(schema.loginFailure),
    tableCreated: true,
    // Expired rows are deleted on use instead of by a timer.
    clearExpiredByTimeout: false,
    keyPrefix: kind,
    points,
    duration: seconds,
  });
