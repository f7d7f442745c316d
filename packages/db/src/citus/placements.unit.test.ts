import { expect, it } from "vitest";
import { tables as allTables, foreignKeys, placementOf } from "./placements.ts";

const tables = allTables();

it("each table has a place. Give a new one a practice_id, or add it to reference or local tables", () => {
  expect(tables.filter((table) => placementOf(table) === undefined)).toEqual([]);
  expect(new Set(tables).size).toBe(tables.length);
  const local = tables.filter((table) => placementOf(table) === "local");
  expect(local).toContain("session");
});

const distributed = tables.filter((table) => placementOf(table) === "distributed");

it("the tables of records are distributed, and those that find a caller are reference tables", () => {
  expect(distributed).toEqual(
    expect.arrayContaining(["patient", "appointment", "audit_entry", "record_version"]),
  );
  expect(["account", "practice", "membership", "api_key"].map(placementOf)).toEqual(
    Array(4).fill("reference"),
  );
});

it("no foreign key leads to a table that Citus cannot look up", () => {
  const refused = foreignKeys().filter(({ table, definition }) => {
    const to = placementOf(/references "(\w+)"/.exec(definition)?.[1] ?? "");
    const from = placementOf(table);
    if (to === "local") return from !== "local";
    return (
      to === "distributed" && (from !== "distributed" || !definition.startsWith('foreign key ("practice_id"'))
    );
  });
  expect(refused).toEqual([]);
});
