import { expect, it } from "vitest";
import { compareMigrations } from "./compare-migrations.ts";

const named = (...names: string[]) =>
  names.map((name, time) => ({ name: name.replace("!", ""), time, sql: [], hash: name }));
const nothing = { lacking: [], changed: [], unknown: [], later: [] };

it.each([
  { that: "are applied before a release of ours", known: ["a", "b", "lab/x"], applied: ["a", "lab/x", "b"] },
  { that: "this start does not have", known: ["a", "b"], applied: ["a", "lab/x", "b", "lab/y"] },
  { that: "are lacking", known: ["a", "lab/x"], applied: ["a"], lacking: ["lab/x"] },
  { that: "follow a later release", known: ["a", "lab/x"], applied: ["a", "b", "lab/x"], later: ["b"] },
  { that: "are changed", known: ["a", "lab/x"], applied: ["a", "lab/x!"], changed: ["lab/x"] },
  {
    that: "are unknown before a known one",
    known: ["a", "lab/x"],
    applied: ["a", "lab/y", "lab/x"],
    unknown: ["lab/y"],
  },
  {
    that: "are missing at the end",
    known: ["a", "lab/x"],
    applied: ["a", "lab/x", "lab/y"],
    unknown: ["lab/y"],
  },
  { that: "are named alike", known: ["lab/x", "ward/x"], applied: ["ward/x"], lacking: ["lab/x"] },
])("compares migrations of modules that $that", ({ that: _, known, applied, ...difference }) => {
  expect(compareMigrations(named(...known), named(...applied))).toEqual({ ...nothing, ...difference });
});
