import type { Database } from "@caretype/db";
import { type RecordedStatement, runText } from "@caretype/test-database";

export type PlanNode = {
  "Node Type": string;
  "Relation Name"?: string;
  "Index Name"?: string;
  "Index Cond"?: string;
  "Index Searches"?: number;
  "Actual Rows": number;
  "Actual Loops": number;
  "Rows Removed by Filter"?: number;
  "Rows Removed by Index Recheck"?: number;
  Plans?: PlanNode[];
};

export type PlanMode = "custom" | "generic";

export type Explained = {
  text: string;
  returned: number;
  /** Rows and index entries read, by table. */
  read: Record<string, number>;
  scans: PlanNode[];
};

/**
 * Runs a statement under EXPLAIN ANALYZE, with a custom plan, or with the generic one that PostgreSQL uses from the
 * sixth execution on. Counts the rows that its scans and its foreign key checks read.
 */
export async function explain(
  tx: Database,
  statement: RecordedStatement,
  mode: PlanMode,
): Promise<Explained> {
  if (isCommand(statement)) {
    await runText(tx, statement.text);
    return { text: statement.text, returned: 0, read: {}, scans: [] };
  }
  const command = "explain (analyze, buffers, format json)";
  await runText(tx, `set local plan_cache_mode = force_${mode}_plan`);
  const rows = await (mode === "custom"
    ? runText(tx, `${command} ${statement.text}`, [...statement.parameters])
    : explainPrepared(tx, statement, command));
  const plan = planOf(rows);
  const nodes = [...walk(plan)];
  const scans = nodes.filter((node) => node["Node Type"].endsWith("Scan"));
  const read: Record<string, number> = {};
  for (const scan of scans) {
    // Partitions count as one table.
    const table = scan["Relation Name"]?.replace(/^audit_entry_.*/, "audit_entry");
    if (table) read[table] = (read[table] ?? 0) + rowsRead(scan);
  }
  const [child] = plan["Node Type"] === "ModifyTable" ? (plan.Plans ?? []) : [];
  return { text: statement.text, returned: Math.max(rowsOf(plan), child ? rowsOf(child) : 0), read, scans };
}

/** These have no plan. */
const isCommand = ({ text }: RecordedStatement) => /^(savepoint|release|rollback to|set local) /.test(text);

/** A prepared statement outlives a failed transaction, so each name is used once. */
let prepared = 0;

async function explainPrepared(tx: Database, { text, parameters }: RecordedStatement, command: string) {
  const name = `explained_${prepared++}`;
  const values = parameters.length > 0 ? `(${parameters.map(literal).join(", ")})` : "";
  await runText(tx, `prepare ${name} as ${text}`);
  const rows = await runText(tx, `${command} execute ${name}${values}`);
  await runText(tx, `deallocate ${name}`);
  return rows;
}

function literal(value: unknown): string {
  if (value === null || value === undefined) return "null";
  if (Buffer.isBuffer(value)) return `'\\x${value.toString("hex")}'`;
  const text = Array.isArray(value)
    ? `{${value.map((item) => JSON.stringify(item)).join(",")}}`
    : String(value);
  return `'${text.replaceAll("'", "''")}'`;
}

function planOf(rows: unknown[]): PlanNode {
  const [explained] = Object(rows[0])["QUERY PLAN"];
  return explained.Plan;
}

function* walk(node: PlanNode): Generator<PlanNode> {
  yield node;
  for (const child of node.Plans ?? []) yield* walk(child);
}

const rowsOf = (node: PlanNode) => Math.round(node["Actual Rows"] * node["Actual Loops"]);

export const rowsRead = (node: PlanNode) =>
  rowsOf(node) +
  ((node["Rows Removed by Filter"] ?? 0) + (node["Rows Removed by Index Recheck"] ?? 0)) *
    node["Actual Loops"];

/**
 * Returns how often each table was scanned sequentially, also by foreign key checks. Counts accumulate per
 * connection.
 */
export async function sequentialScans(tx: Database): Promise<Map<string, number>> {
  const rows = await runText(tx, "select relname, seq_scan from pg_stat_xact_user_tables");
  return new Map(rows.map((row) => [String(Object(row).relname), Number(Object(row).seq_scan)]));
}
