import { type Database, schema } from "@caretype/db";
import { getTableName, type SQL, sql } from "drizzle-orm";
import { RateLimiterPostgres } from "rate-limiter-flexible";

type Query = { text: string; values: readonly (string | number | null)[] };
type Row = Record<string, unknown>;

/** What the library takes for a connection: its statements are part of the transaction that `db` is. */
const clientOver = (db: Database) => ({
  async query({ text, values }: Query): Promise<{ rows: Row[]; rowCount: number }> {
    const rows = [...(await db.execute<Row>(statementOf(text, values)))];
    return { rows, rowCount: rows.length };
  },
});

/** A text with `$1` and so on, as drizzle has it. */
function statementOf(text: string, values: Query["values"]): SQL {
  const parts = text
    .split(/\$(\d+)/)
    .map((part, index) => (index % 2 === 0 ? sql.raw(part) : sql`${values[Number(part) - 1] ?? null}`));
  return sql.join(parts);
}

type Limit = { kind: string; points: number; seconds: number };

/** Points by key in the database, where all instances and restarts share them. */
export const limiterOver = (db: Database, { kind, points, seconds }: Limit) =>
  new RateLimiterPostgres({
    storeClient: clientOver(db),
    storeType: "pool",
    tableName: getTableName(schema.loginFailure),
    tableCreated: true,
    // Whoever counts sweeps, too: no timer is left behind.
    clearExpiredByTimeout: false,
    keyPrefix: kind,
    points,
    duration: seconds,
  });
