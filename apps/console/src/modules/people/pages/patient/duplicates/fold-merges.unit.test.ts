import { accountId, mergeId, type PatientId, type PatientMerge, patientId } from "@caretype/client";
import { expect, it } from "vitest";
import type { TimelineEntry } from "../../../../../records/history/entry.ts";
import { foldMerges, mergeEventsOf } from "./fold-merges.ts";

const keptId = patientId.parse("0198c0de-0000-7000-8000-000000000003");
const mergedId = patientId.parse("0198c0de-0000-7000-8000-000000000004");
const merge: PatientMerge = {
  id: mergeId.parse("0198c0de-0000-7000-8000-000000000001"),
  keptId,
  mergedId,
  mergedAt: "2026-01-02T00:00:00Z",
  mergedBy: accountId.parse("0198c0de-0000-7000-8000-000000000002"),
  mergedByName: "Ann",
  undoneAt: null,
  undoneBy: null,
  undoneByName: null,
  keptVersion: 2,
  removedVersion: 4,
  undoneVersion: null,
};
const undone = { ...merge, undoneAt: "2026-01-03T00:00:00Z", undoneByName: "Bob", undoneVersion: 3 };

const entry = (id: string, patch: Partial<TimelineEntry> = {}): TimelineEntry => ({
  id,
  at: "2026-01-02T00:00:00.000001Z",
  who: "Ann",
  what: "Details changed",
  operation: "updated",
  changes: [],
  note: null,
  past: [],
  revert: null,
  ...patch,
});

const fold = (patientId: PatientId, merges: PatientMerge[], own: TimelineEntry[]) => {
  const events = mergeEventsOf(patientId, merges);
  const entries = events.map((event) => ({
    event,
    entry: entry(event.id, {
      at: event.at,
      who: event.who,
      what: event.kind,
      operation: event.kind,
      past: null,
    }),
  }));
  return foldMerges(own, entries);
};

it("shows a merge with its changes as one entry, and its undoing as another", () => {
  const changes = [{ label: "Address", from: null, to: "Here", isLong: false }];
  const own = [entry("kept-3"), entry("kept-2", { changes }), entry("kept-1")];
  const { own: left, events } = fold(keptId, [undone], own);
  expect(left.map(({ id }) => id)).toEqual(["kept-1"]);
  expect(events).toMatchObject([
    { id: `${merge.id}-separated`, what: "separated", who: "Bob" },
    { id: `${merge.id}-merged`, what: "merged", who: "Ann", changes, past: [], at: own[1]?.at },
  ]);
});

it("shows merges without changes, and with versions that are not loaded", () => {
  for (const merges of [[{ ...merge, keptVersion: null }], [merge]]) {
    const { own, events } = fold(keptId, merges, [entry("kept-9")]);
    expect(own).toHaveLength(1);
    expect(events).toMatchObject([{ id: `${merge.id}-merged`, at: merge.mergedAt, past: null }]);
  }
});

it("shows a merge instead of the removal for the merged patient", () => {
  const own = [entry("gone-5", { operation: "restored" }), entry("gone-4", { operation: "removed" })];
  const { own: left, events } = fold(mergedId, [undone], own);
  expect(left).toEqual([]);
  expect(events.map(({ operation }) => operation)).toEqual(["separated", "merged"]);
  expect(mergeEventsOf(mergedId, [merge])).toMatchObject([{ side: "removed", otherId: keptId, version: 4 }]);
});
