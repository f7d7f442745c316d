import type { BulkDatabase } from "@caretype/db";
import { sql } from "drizzle-orm";
import { auditColumns, auditMonths, auditRows, auditSource } from "./audit-entries.ts";
import type { Plan } from "./plan.ts";
import { copyTable } from "./table-fill.ts";

/**
 * Creates and fills the partitions of past months, and returns their names.
 * Each is filled before it is attached, so that its indexes are built once, and no reader sees part of a month.
 */
export async function fillAudit(tx: BulkDatabase, plan: Plan): Promise<string[]> {
  const source = auditSource(plan);
  const names: string[] = [];
  for (const month of auditMonths(plan)) {
    const [begins, ends] = [month.begins.toISOString(), month.ends.toISOString()];
    const table = `audit_entry_${begins.slice(0, 7).replace("-", "_")}`;
    await tx.execute(sql.raw(`create table ${table} (like audit_entry including defaults)`));
    await copyTable(tx, { table, columns: auditColumns, rows: () => auditRows(plan, source, month) });
    const bounds = `for values from ('${begins}') to ('${ends}')`;
    await tx.execute(sql.raw(`alter table audit_entry attach partition ${table} ${bounds}`));
    await tx.execute(sql`select refuse_audit_truncate(${table})`);
    names.push(table);
  }
  return names;
}
