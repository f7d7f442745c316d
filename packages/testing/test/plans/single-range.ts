import type { DatabaseHandle } from "@caretype/db";
import { sql } from "drizzle-orm";
import type { PlanNode } from "./explain.ts";

export type IndexColumns = ReadonlyMap<string, readonly string[]>;

export async function readIndexColumns(database: DatabaseHandle): Promise<IndexColumns> {
  const rows = await database.reader.execute<{ name: string; columns: string[] }>(sql`
    select indexrelid::regclass::text as name,
      json_agg(pg_get_indexdef(indexrelid, position, true) order by position) as columns
    from pg_index
      join pg_class as index on index.oid = indexrelid
      join pg_am on pg_am.oid = index.relam and amname = 'btree',
      generate_series(1, indnkeyatts) as position
    where index.relnamespace = 'public'::regnamespace
    group by 1`);
  return new Map(rows.map(({ name, columns }) => [name, columns]));
}

/**
 * Whether an index scan reads one contiguous range of the index: equal first columns, then at most one range.
 * Otherwise the server skips entries that it does not report as read.
 */
export function isSingleRange(node: PlanNode, indexes: IndexColumns): boolean {
  const columns = indexes.get(node["Index Name"] ?? "");
  const condition = node["Index Cond"];
  if (!columns || condition === undefined) return true;
  // An empty list reads nothing, and the planner takes any index, also a partial one.
  if (condition.includes(" = ANY ('{}'::")) return true;
  if ((node["Index Searches"] ?? 0) > node["Actual Loops"]) return false;
  const clauses = condition.replaceAll(/\b\w+\.(?=\w)/g, "").split(") AND (");
  const sides = clauses.map(sideOf);
  let ended: unknown;
  for (const column of columns) {
    const side = sides.find((each) => each.columns.includes(bare(column)));
    if (ended !== undefined && side && side !== ended) return false;
    if (side?.operator !== "=") ended ??= side ?? "no condition";
  }
  return true;
}

/**
 * Returns the compared expressions of a clause, such as `lower(name)` or the columns of `ROW(name, id)`, and its
 * operator.
 */
function sideOf(clause: string) {
  const { left = "", operator } = /^\(*(?<left>.*?) (?<operator>=|<=?|>=?) /.exec(clause)?.groups ?? {};
  const [, list] = /^ROW\((.*)\)$/.exec(left) ?? [];
  return { columns: (list === undefined ? [left] : partsOf(list)).map(bare), operator };
}

/** Splits a list at its top-level commas. */
function partsOf(list: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  for (const piece of list.split(", ")) {
    if (depth > 0) parts.push(`${parts.pop()}, ${piece}`);
    else parts.push(piece);
    depth += piece.split("(").length - piece.split(")").length;
  }
  return parts;
}

/** Removes brackets and the quotes of numbers, which differ between the two texts of an expression. */
const bare = (expression: string) => expression.replaceAll(/[()]|'(?=\d+')|(?<='\d+)'/g, "");
