import { sql } from "drizzle-orm";
import type { Database } from "./database.ts";

/** Three besides the current one. A server that runs for years makes one more each month. */
export const makeAuditPartitionsCommand = "select make_coming_audit_partitions()";

/** Makes the monthly partitions of the audit that are not there yet. Does nothing, and waits for nobody, when all are. */
export async function makeAuditPartitions(database: Database): Promise<void> {
  await database.execute(sql.raw(makeAuditPartitionsCommand));
}
