import { placementOf } from "@caretype/db/citus";
import { StatementReader } from "./read-statement.ts";
import { isFields, parseStatements } from "./syntax-tree.ts";

/** What Citus refuses, or could not keep on one node. */
export type Rule =
  /** Practices' tables together with tables of the coordinator. */
  | "joins local tables"
  /** `FOR UPDATE` and the like over more than one table. */
  | "locks rows of a join"
  /** `FOR UPDATE` and the like of rows that are not found by one practice. */
  | "locks without a practice"
  /** A practices' table of which not one practice is named. */
  | "names no practice"
  /** `ON CONFLICT DO UPDATE` with a function that is not immutable, such as `now()`. Use `excluded`. */
  | "sets the time on conflict"
  /** A transaction that changes rows of more than one practice. */
  | "writes two practices";

export type Refusal = { rule: Rule; tables: string[] };

/** A change of a practice's table. `practice` is its parameter, `$1`, or a constant. */
type Write = { table: string; practice: string | undefined };

export type Findings = { refusals: Refusal[]; writes: Write[] };

const partition = /^(audit_entry)_\d{4}_\d{2}$/;
const isCatalog = /^(?:pg_|information_schema|drizzle\.)/;
const kinds = ["SelectStmt", "InsertStmt", "UpdateStmt", "DeleteStmt", "MergeStmt"];

/** Temporary tables and those of jobs are local, too. */
const placeOf = (table: string) => placementOf(table.replace(partition, "$1")) ?? "local";

/** Finds what Citus would refuse in a text of SQL. */
export function findRefusals(text: string): Findings {
  const findings: Findings = { refusals: [], writes: [] };
  for (const statement of parseStatements(text)) {
    if (!isFields(statement) || !kinds.includes(Object.keys(statement)[0] ?? "")) continue;
    const reader = new StatementReader();
    reader.read(statement);
    findings.refusals.push(...refusalsOf(reader));
    findings.writes.push(...writesOf(reader));
  }
  return findings;
}

function refusalsOf({ sources, locks, timed, equal }: StatementReader): Refusal[] {
  const known = sources.filter(({ table }) => !isCatalog.test(table));
  const inPlace = (place: string) => known.filter(({ table }) => placeOf(table) === place);
  const distributed = inPlace("distributed");
  const names = (given: { table: string }[]) => [...new Set(given.map(({ table }) => table))].sort();
  const isUnbound = ({ source }: { source: string }) => equal.valueOf(`${source}.practice_id`) === undefined;
  const refusals: Refusal[] = [];
  const add = (rule: Rule, tables: string[]) => {
    if (tables.length > 0) refusals.push({ rule, tables });
  };
  if (distributed.length > 0 && inPlace("local").length > 0) add("joins local tables", names(known));
  for (const lock of locks) {
    const locked = lock.sources.filter((each) => distributed.includes(each));
    if (locked.length === 0) continue;
    if (lock.isJoin) add("locks rows of a join", names(lock.sources));
    else add("locks without a practice", names(locked.filter(isUnbound)));
  }
  add("sets the time on conflict", names(timed.filter((each) => distributed.includes(each))));
  add("names no practice", names(distributed.filter(isUnbound)));
  return refusals;
}

const writesOf = ({ sources, equal }: StatementReader): Write[] =>
  sources
    .filter(({ isWritten, table }) => isWritten && placeOf(table) === "distributed")
    .map(({ source, table }) => ({ table, practice: equal.valueOf(`${source}.practice_id`) }));
