import { sql } from "drizzle-orm";
import type { Database } from "./database.ts";

/** Creates three partitions besides the current one. A server that runs for years adds one each month. */
export const makeAuditPartitionsCommand = "select make_coming_audit_partitions()";

/** Creates the missing monthly partitions of the audit. Takes no lock if none is missing. */
export async function makeAuditPartitions(database: Database): Promise<void> {
  await database.execute(sql.raw(makeAuditPartitionsCommand));
}
