import type { BulkDatabase } from "@caretype/db";

/** The rows of one table, in the order in which they are written. */
export type TableFill = {
  table: string;
  columns: readonly string[];
  rows(): Iterable<readonly CopyValue[]>;
};

type CopyValue = string | number | boolean | null;

const batchLength = 64 * 1024;

/**
 * Frozen, as the table was emptied in the same transaction: every page is visible to all from the start, which
 * index-only scans need and a vacuum would otherwise have to do.
 */
export async function copyTable(tx: BulkDatabase, { table, columns, rows }: TableFill): Promise<void> {
  await tx.copyFrom(`copy ${table} (${columns.join(", ")}) from stdin (freeze)`, batches(rows()));
}

async function* batches(rows: Iterable<readonly CopyValue[]>): AsyncGenerator<string> {
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

function copyLine(row: readonly CopyValue[]): string {
  let line = "";
  for (const value of row) {
    if (typeof value === "string" && special.test(value))
      throw new Error("Made text has no special characters.");
    line += `${line === "" ? "" : "\t"}${value ?? "\\N"}`;
  }
  return `${line}\n`;
}
