import { appRouter } from "@caretype/api";
import { type Database, schema } from "@caretype/db";
import { cases } from "@caretype/test-api/all-cases";
import type { RecordedStatement } from "@caretype/test-database";
import { getTableName, is, Table } from "drizzle-orm";
import { expect, it } from "vitest";
import {
  type Explained,
  explain,
  type PlanMode,
  type PlanNode,
  rowsRead,
  sequentialScans,
} from "./plans/explain.ts";
import { createFixture } from "./plans/fixture.ts";
import { inRolledBackTransaction } from "./plans/record-statements.ts";
import { isSingleRange, readIndexColumns } from "./plans/single-range.ts";

// Calls each procedure with its plan cases and explains its SQL, with custom plans and, for prepared statements, with
// generic ones. Counts rows instead of time, so the limits apply to any number of patients.

const fixture = await createFixture();
const indexes = await readIndexColumns(fixture.database);

const tables = Object.values(schema).flatMap((each) => (is(each, Table) ? [getTableName(each)] : []));
/** The filled database has so few rows of these that a full scan is as good as an index. */
const small = ["import_undo", "mail", "passkey", "totp_factor"];
/** Tables with few rows per account or practice. Calls may read all of its own rows, but no others. */
const few = ["code_field", "import_upload", "invitation", "recovery_code", "terminology"];

const neverReadThrough: string[] = tables.filter((table) => !small.includes(table));
/** Tables that grow with the number of practices. */
const growing = neverReadThrough.filter((table) => !few.includes(table));

/**
 * Whether the scanned index checks a filter, or is searched once per action of a few. Does not count skipped entries.
 */
const isWalk = ({ "Index Name": name = "" }: PlanNode) =>
  name.endsWith("_walk_idx") || name.endsWith("_practice_id_action_at_id_idx") || filtering.includes(name);
/** Their last column only filters. */
const filtering = ["patient_born_idx", "patient_last_key_idx"];

/** Whether the statement reads rows. A single one, such as the practice's time zone, costs nothing. */
const isOfTable = (scan: PlanNode) => scan["Node Type"] !== "Index Only Scan" && rowsRead(scan) > 1;

const rows = [...cases].flatMap(([path, { allowed, plans }]) => {
  // A staff account calls if no role may.
  const caller = allowed.includes("owner") ? fixture.caller : fixture.staff.caller;
  return plans.map((plan) => ({ path, caller, plan, shown: Object(plan.input?.(fixture)) }));
});
type Row = (typeof rows)[number];

async function recordCall({ path, caller, plan }: Row): Promise<RecordedStatement[]> {
  const { recording } = fixture;
  const procedure = path.split(".").reduce<unknown>((at, name) => Reflect.get(Object(at), name), caller);
  if (typeof procedure !== "function") throw new Error(`no procedure ${path}`);
  recording.statements.length = 0;
  const code = await procedure(plan.input?.(fixture)).then(
    () => undefined,
    (error: unknown) => Reflect.get(Object(Reflect.get(Object(error), "cause")), "code"),
  );
  expect(code).toBe(plan.refused);
  return [...recording.statements];
}

const recorded = new Map<Row, Promise<RecordedStatement[]>>();

/** Calls the procedure once. Its transactions are never committed. */
function statementsOf(row: Row): Promise<RecordedStatement[]> {
  const statements = recorded.get(row) ?? recordCall(row);
  recorded.set(row, statements);
  return statements;
}

type Outcome = { explained: Explained[]; readThrough: string[] };

async function readThroughSince(tx: Database, before: Map<string, number>): Promise<string[]> {
  const scans = await sequentialScans(tx);
  return neverReadThrough.filter((table) => scans.get(table) !== before.get(table));
}

/** A refused call's last statement may fail, which ends the transaction. */
function explainAll(statements: RecordedStatement[], mode: PlanMode, refused: boolean): Promise<Outcome> {
  return inRolledBackTransaction(fixture.database, async (tx) => {
    const outcome: Outcome = { explained: [], readThrough: [] };
    const before = await sequentialScans(tx);
    const last = statements.length - 1;
    for (const [index, statement] of statements.entries()) {
      // The counts accumulate, and reading them takes longer than most statements.
      if (refused && index === last) outcome.readThrough = await readThroughSince(tx, before);
      try {
        outcome.explained.push(await explain(tx, statement, statement.prepare ? mode : "custom"));
      } catch (error) {
        if (!refused || index < last) throw error;
        return outcome;
      }
    }
    outcome.readThrough = await readThroughSince(tx, before);
    return outcome;
  });
}

it("has a row for every procedure", () => {
  expect([...cases.keys()].toSorted()).toEqual(Object.keys(appRouter._def.procedures).toSorted());
});

/** The first procedure that explained the generic plan of a prepared statement's text. */
const explainedFor = new Map<string, string>();

/** A generic plan depends on the text only, so it is explained once. */
function modesOf(path: string, statements: RecordedStatement[]): PlanMode[] {
  const texts = statements.filter(({ prepare }) => prepare).map(({ text }) => text);
  for (const text of texts) if (!explainedFor.has(text)) explainedFor.set(text, path);
  return texts.some((text) => explainedFor.get(text) === path) ? ["custom", "generic"] : ["custom"];
}

it.each(rows)("$path $shown", async (row) => {
  const { reads, refused, isIndexOnly } = row.plan;
  const hint =
    "If it has to read more, the row's plan says how much and why: see `reading()` in other cases.ts";
  const statements = await statementsOf(row);
  expect(statements).not.toEqual([]);
  for (const mode of modesOf(row.path, statements)) {
    const { explained, readThrough } = await explainAll(statements, mode, refused !== undefined);
    expect({ mode, readThrough }).toEqual({ mode, readThrough: [] });
    for (const { text, returned, read, scans } of explained) {
      const atMost = reads?.atMost ?? 2 * Math.max(returned, 1);
      const tooMuch = Object.entries(read).filter(
        ([table, count]) => growing.includes(table) && count > atMost,
      );
      const tooMuchBy = tooMuch.length > 0 ? scans : [];
      expect({ mode, text, tooMuch, tooMuchBy }, hint).toEqual({ mode, text, tooMuch: [], tooMuchBy: [] });
      const isAllowed = (scan: PlanNode) => reads !== undefined && isWalk(scan);
      const scattered = scans.filter((scan) => !isSingleRange(scan, indexes) && !isAllowed(scan));
      expect({ mode, text, scattered }).toEqual({ mode, text, scattered: [] });
      const ofTables = isIndexOnly ? scans.filter(isOfTable) : [];
      expect({ mode, text, ofTables }).toEqual({ mode, text, ofTables: [] });
    }
  }
});

const isQuery = (path: string) =>
  Reflect.get(Object(Reflect.get(Object(Reflect.get(appRouter._def.procedures, path)), "_def")), "type") ===
  "query";
/** Other inputs, such as search terms and filters, need a plan for their value. */
const isFixed = (input: object) =>
  Object.keys(input).every((name) =>
    ["sort", "cursor", "id", "patientId", "limit", "at", "from", "to"].includes(name),
  );

/** These need a plan for the value, too: the audit may name a patient three times, or a hundred thousand times. */
const isBySubject = ({ text }: RecordedStatement) => text.includes(`"subject_ids" && `);

/** Queries of PostgreSQL's catalogs. */
const isOfNoTable = ({ text }: RecordedStatement) => !text.includes('"');

it("prepares the statements of all reads except searches", async () => {
  for (const row of rows.filter(({ path }) => isQuery(path))) {
    const { path, shown } = row;
    const statements = await statementsOf(row);
    const built = statements.filter(
      (statement) => !statement.prepare && !isBySubject(statement) && !isOfNoTable(statement),
    );
    if (isFixed(shown)) expect({ path, built }).toEqual({ path, built: [] });
  }
});
