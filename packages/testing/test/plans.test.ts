import { appRouter } from "@caretype/api";
import type { RecordedStatement } from "@caretype/db/testing";
import { describe, expect, it } from "vitest";
import { type Case, cases } from "./plans/cases.ts";
import { type Explained, explain, type PlanMode, type PlanNode, sequentialScans } from "./plans/explain.ts";
import { withoutTrace } from "./plans/record-statements.ts";
import { isSingleRange, readIndexColumns } from "./plans/single-range.ts";
import { makeWorld } from "./plans/world.ts";

// Calls each procedure and explains its SQL, with custom plans and, for prepared statements, with generic ones.
// Rows are counted, not timed, so the limits apply to any number of patients.

const world = await makeWorld();
const indexes = await readIndexColumns(world.database);

/** The tables that grow with the number of practices. */
const records = ["doctor", "patient", "assignment", "record_version", "removed_record", "audit_entry"];
const growing = ["practice", "account", "membership", "session", "api_key", "former_name", ...records];
const neverReadThrough = [...growing, "patient_external_id", "doctor_external_id", "login_failure"];

/** Whether a filter is checked in the index that is scanned. Entries that it skips are not counted. */
const isWalk = (scan: PlanNode) => scan["Index Name"]?.endsWith("_walk_idx") ?? false;

async function statementsOf(path: string, { input, refused, by }: Case): Promise<RecordedStatement[]> {
  const { recording } = world;
  const caller = by?.(world) ?? world.caller;
  const procedure = path.split(".").reduce<unknown>((at, name) => Reflect.get(Object(at), name), caller);
  if (typeof procedure !== "function") throw new Error(`no procedure ${path}`);
  recording.statements.length = 0;
  const code = await procedure(input(world)).then(
    () => undefined,
    (error: unknown) => Reflect.get(Object(Reflect.get(Object(error), "cause")), "code"),
  );
  expect(code).toBe(refused);
  return [...recording.statements];
}

type Outcome = { explained: Explained[]; readThrough: string[] };

/** If the call was refused, its last statement may fail, which ends the transaction. */
function explainAll(statements: RecordedStatement[], mode: PlanMode, refused: boolean): Promise<Outcome> {
  return withoutTrace(world.database, async (tx) => {
    const outcome: Outcome = { explained: [], readThrough: [] };
    const before = await sequentialScans(tx);
    for (const [index, statement] of statements.entries()) {
      try {
        outcome.explained.push(await explain(tx, statement, statement.prepare ? mode : "custom"));
        const scans = await sequentialScans(tx);
        outcome.readThrough = neverReadThrough.filter((table) => scans.get(table) !== before.get(table));
      } catch (error) {
        if (!refused || index < statements.length - 1) throw error;
      }
    }
    return outcome;
  });
}

it("has cases for every procedure", () => {
  expect(Object.keys(cases).toSorted()).toEqual(Object.keys(appRouter._def.procedures).toSorted());
});

const rows = Object.entries(cases).flatMap(([path, ofPath]) =>
  ofPath.map((each) => ({ path, each, shown: each.input(world) })),
);

describe.each(["custom", "generic"] as const)("with a %s plan", (mode) => {
  it.each(rows)("$path $shown", async ({ path, each }) => {
    const statements = await statementsOf(path, each);
    expect(statements).not.toEqual([]);
    const { explained, readThrough } = await explainAll(statements, mode, each.refused !== undefined);
    expect(readThrough).toEqual([]);
    for (const { text, returned, read, scans } of explained) {
      const atMost = each.reads?.atMost ?? 2 * Math.max(returned, 1);
      const tooMuch = Object.entries(read).filter(
        ([table, count]) => growing.includes(table) && count > atMost,
      );
      const tooMuchBy = tooMuch.length > 0 ? scans : [];
      expect({ text, tooMuch, tooMuchBy }).toEqual({ text, tooMuch: [], tooMuchBy: [] });
      const isAllowed = (scan: PlanNode) => each.reads !== undefined && isWalk(scan);
      const scattered = scans.filter((scan) => !isSingleRange(scan, indexes) && !isAllowed(scan));
      expect({ text, scattered }).toEqual({ text, scattered: [] });
    }
  });
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

it("prepares the statements of all reads except searches", async () => {
  for (const { path, each, shown } of rows.filter(({ path }) => isQuery(path))) {
    const statements = await statementsOf(path, each);
    const built = statements.filter((statement) => !statement.prepare && !isBySubject(statement));
    if (isFixed(shown)) expect({ path, built }).toEqual({ path, built: [] });
  }
});
