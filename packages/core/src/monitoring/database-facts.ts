import { auditFaultOf, auditFaults, type Database, describeAuditFault } from "@caretype/db";
import { sql } from "drizzle-orm";

export type DatabaseFacts = {
  /** `18.4` */
  version: string;
  major: number;
  bytes: number;
  /** Whether this connection is encrypted. Null if the user may not see that, as behind a pooler. */
  isEncrypted: boolean | null;
  /** Problems of the triggers that guard the audit, one per line. */
  auditFaults: string[];
};

/** Reads facts for the operator. Changes nothing. */
export async function readDatabaseFacts(db: Database): Promise<DatabaseFacts> {
  const [facts] = await db.execute<Omit<DatabaseFacts, "auditFaults">>(sql`
    select current_setting('server_version') as version, current_setting('server_version_num')::int / 10000 as major,
      pg_database_size(current_database())::float8 as bytes,
      (select ssl from pg_stat_ssl where pid = pg_backend_pid()) as "isEncrypted"`);
  if (!facts) throw new Error("The statement returned no row.");
  const faults = await db.execute<Record<string, unknown>>(sql.raw(auditFaults));
  return { ...facts, auditFaults: faults.map((row) => describeAuditFault(auditFaultOf(row))) };
}
