import { accountId } from "@caretype/client";
import { describe, expect, it } from "vitest";
import { entriesOf } from "./entry.ts";
import { changesOf, type Fact, linesOf } from "./facts.ts";

type Person = { name: string; phone: string | null; notes: string | null };

const facts: readonly Fact<Person>[] = [
  { label: "Name", name: "name", text: ({ name }) => name ?? null },
  { label: "Phone", name: "phone", text: ({ phone }) => phone ?? null, isRare: true },
  { label: "Notes", name: "notes", text: ({ notes }) => notes ?? null, isLong: true },
];

const record: Person = { name: "Ann Ray", phone: null, notes: "Tall" };
const version = {
  version: 2,
  operation: "updated" as const,
  changedAt: "2026-11-20T10:00:00Z",
  changedBy: accountId.parse("0198c0de-0000-7000-8000-000000000001"),
  record,
  changedByName: "Ada",
  changes: { name: { from: "Ann Lee" }, phone: { from: "1" } },
};

describe("the changes of a version", () => {
  it("have the order of the facts, with the previous values", () => {
    expect(changesOf(facts, version)).toEqual([
      { label: "Name", from: "Ann Lee", to: "Ann Ray", isLong: false },
      { label: "Phone", from: "1", to: null, isLong: false },
    ]);
  });

  it("are all facts of a created or removed record", () => {
    const pairsOf = (changes: typeof version.changes | object, now: Person | null) =>
      changesOf(facts, { record: now, changes }).map(({ from, to }) => [from, to]);
    expect(pairsOf({ name: { from: null }, notes: { from: null } }, record)).toEqual([
      [null, "Ann Ray"],
      [null, "Tall"],
    ]);
    expect(pairsOf({ name: { from: "Ann Ray" }, notes: { from: "Tall" } }, null)).toEqual([
      ["Ann Ray", null],
      ["Tall", null],
    ]);
  });
});

describe("a record as it was", () => {
  it("marks missing facts, except rare ones", () => {
    expect(linesOf(facts, { ...record, notes: null })).toEqual([
      { label: "Name", text: "Ann Ray" },
      { label: "Notes", text: null },
    ]);
  });
});

describe("an entry of a timeline", () => {
  const words = { created: "Added", updated: "Changed", removed: "Removed", restored: "Restored" };
  const about = { id: "x", facts, words, revertTo: () => Promise.resolve() };
  const entryOf = (changed: Partial<typeof version>, current: Person | null) =>
    entriesOf([{ ...version, ...changed }], { ...about, current })[0];

  it("can be reverted to if the record differs, and lists the changes", () => {
    expect(entryOf({}, { ...record, notes: "Short" })?.revert?.changes).toEqual([
      { label: "Notes", from: "Short", to: "Tall", isLong: true },
    ]);
    expect(entryOf({}, record)?.revert).toBeNull();
    expect(entryOf({}, null)?.revert).toBeNull();
  });

  it("says that changes are hidden", () => {
    expect(entryOf({ changes: { name: { from: "Ann Ray" }, phone: { from: "" } } }, record)?.note).toBeNull();
    const entry = entriesOf([{ ...version, changes: {} }], about)[0];
    expect([entry?.changes, entry?.note]).toEqual([[], expect.stringContaining("not visible to your role")]);
  });
});
