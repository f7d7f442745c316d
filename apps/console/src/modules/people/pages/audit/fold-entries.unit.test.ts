// Knows which actions are reads.
import "@caretype/api";
import { describe, expect, it } from "vitest";
import { describeRow, foldEntries } from "./fold-entries.ts";

type Entry = Parameters<typeof describeRow>[0]["entry"] & { id: string; records: string[] };

let count = 0;
const entry = (action: string, changes: Partial<Entry> = {}): Entry => ({
  id: `entry-${count++}`,
  action,
  at: "2026-11-22T10:31:05Z",
  role: "owner",
  accountId: "ada" as Entry["accountId"],
  effect: "done",
  outcome: "ok",
  basis: null,
  what: `Called ${action}`,
  records: ["ann"],
  ...changes,
});

const rowsOf = (entries: readonly Entry[], open: readonly string[] = []) =>
  foldEntries(entries, {
    keyOf: ({ id }) => id,
    recordsOf: ({ records }) => records,
    open: new Set(open),
  });
const describeRows = (entries: readonly Entry[]) => rowsOf(entries).map(describeRow);

describe("entries of an account within a minute", () => {
  it("fold if they read the same record", () => {
    const opened = ["patient.byId", "assignment.listForPatient", "patient.history"];
    expect(describeRows(opened.map((action) => entry(action)))).toEqual(["Opened the record · 3 entries"]);
    expect(describeRows([entry("patient.byId"), entry("patient.byId")])).toEqual([
      "Called patient.byId · 2 entries",
    ]);
  });

  it("fold around the entries of others", () => {
    const bob = { accountId: "bob" as Entry["accountId"] };
    const rows = [entry("patient.byId"), entry("patient.byId", bob), entry("patient.byId")];
    expect(describeRows(rows)).toEqual(["Called patient.byId · 2 entries", "Called patient.byId"]);
  });

  it("do not fold if another minute, record, role or account is concerned", () => {
    const differences: Partial<Entry>[] = [
      { at: "2026-11-22T10:32:00Z" },
      { records: ["bea"] },
      { role: "clinician" },
      { accountId: "bob" as Entry["accountId"] },
    ];
    for (const difference of differences)
      expect(rowsOf([entry("patient.byId"), entry("patient.byId", difference)])).toHaveLength(2);
  });

  it("do not fold if they change something, were refused, or have no known account", () => {
    for (const changed of [
      entry("patient.update"),
      entry("patient.mend"),
      entry("patient.byId", { effect: "nothing" }),
      entry("patient.byId", { accountId: null }),
    ])
      expect(
        rowsOf([entry("patient.byId"), changed, { ...changed, id: "other" }, entry("patient.byId")]),
      ).toHaveLength(3);
  });

  it("fold if one page read them, other than what was read of a record", () => {
    const list = (...records: string[]) => entry("patient.list", { records });
    expect(describeRows([list("ann", "bea"), list("ann")])).toEqual(["Called patient.list · 2 entries"]);
    const page = [
      list("ann"),
      entry("statistics.today", { records: [] }),
      entry("patient.byId"),
      list("bea"),
    ];
    expect(describeRows(page)).toEqual(["Opened a page · 3 entries", "Called patient.byId"]);
    const later = { ...list("ann"), at: "2026-11-22T10:31:45Z" };
    expect(rowsOf([list("ann"), later])).toHaveLength(2);
    expect(rowsOf([list("ann"), { ...list("ann"), accountId: "bob" as Entry["accountId"] }])).toHaveLength(2);
  });
});

it("shows the entries of an open fold below it", () => {
  const [first, second] = [entry("patient.byId"), entry("patient.history")];
  const [fold] = rowsOf([first, second]);
  const rows = rowsOf([first, second], [String(fold?.key)]);
  expect(rows.map(({ entry, isNested }) => [entry.id, isNested])).toEqual([
    [first.id, false],
    [first.id, true],
    [second.id, true],
  ]);
  expect(new Set(rows.map(({ key }) => key)).size).toBe(3);
});

it("keeps all rows in place when a later page adds to the last fold", () => {
  const page = [entry("patient.update"), entry("patient.byId"), entry("patient.remove")];
  const keys = rowsOf([...page, entry("patient.byId"), entry("patient.create")]).map(({ entry }) => entry.id);
  expect(keys.slice(0, 3)).toEqual(rowsOf(page).map(({ entry }) => entry.id));
});
