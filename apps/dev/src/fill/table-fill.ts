import type { BulkDatabase } from "@caretype/db";

/** The rows of one table, in insertion order. All have the same columns. Each call starts again. */
export type TableFill = { table: string; rows(): Iterable<CopyRow> };

type CopyRow = Readonly<Record<string, CopyValue>>;

type CopyValue = string | number | boolean | null;

const batchLength = 64 * 1024;

/**
 * Copies rows with FREEZE, which requires that the same transaction has truncated the table. It makes pages
 * all-visible at once, without a vacuum. Index-only scans need that.
 */
export async function copyTable(tx: BulkDatabase, { table, rows }: TableFill): Promise<void> {
  const [first] = rows();
  const columns = Object.keys(first ?? {}).join(", ");
  if (first) await tx.copyFrom(`copy ${table} (${columns}) from stdin (freeze)`, batches(rows()));
}

async function* batches(rows: Iterable<CopyRow>): AsyncGenerator<string> {
  let batch = "";
  for (const row of rows) {
    batch += copyLine(row);
    if (batch.length < batchLength) continue;
    yield batch;
    batch = "";
  }
  yield batch;
}

const special = /[\\\n\r\t]/;

function copyLine(row: CopyRow): string {
  let line = "";
  for (const value of Object.values(row)) {
    if (typeof value === "string" && special.test(value))
      throw new Error("Generated text must not contain special characters.");
    line += `${line === "" ? "" : "\t"}${value ?? "\\N"}`;
  }
  return `${line}\n`;
}
