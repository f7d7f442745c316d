import { failureOf } from "@caretype/test-api/failure";
import { createTestApi } from "@caretype/test-api/support";
import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { endedUpload as ended } from "../../test/uploads.ts";
import type { TableSettings } from "../source/table/schema.ts";
import { uploadLimits } from "./schema.ts";

const api = await createTestApi();
api.services.start();
const { reader } = api.database;

type Caller = Awaited<ReturnType<typeof api.signUp>>["caller"];

const columns = ["Nr", "Name", "Sex", "Born"];
const table: TableSettings = {
  mapping: { name: "Name", gender: "Sex", dateOfBirth: "Born" },
  dateFormat: "YYYY-MM-DD",
  identifier: { column: "Nr", system: "old" },
};
const valid = [
  ["1", "Ann Lee", "f", "1980-01-02"],
  ["2", "Bo Ray", "m", ""],
];
const invalid = [
  ["3", "Cy Fox", "?", "31.12.1980"],
  ["1", "Di Low", "f", ""],
];

/** Uploads rows and checks them. The first row is line 2. */
async function check(caller: Caller, cells: string[][], settings = table) {
  const file = "people.csv";
  const files = [{ file, columns }];
  const { id } = await caller.import.begin({ format: "table", records: "patient", files, table: settings });
  const rows = cells.map((each, at) => ({ line: at + 2, cells: each }));
  for (let at = 0; at < rows.length; at += 1_000)
    await caller.import.addPart({ id, file, rows: rows.slice(at, at + 1_000) });
  await caller.import.check({ id, rows: rows.length });
  return { id, rows: rows.length, checked: await ended(caller, id) };
}

const names = async (caller: Caller) =>
  (await caller.patient.list({ sort: "name" })).items.map(({ name }) => name);

describe("rows with problems", () => {
  it("are listed with their cells, page by page, and counted in the list", async () => {
    const { caller } = await api.signUp();
    const { id, checked } = await check(caller, [...valid, ...invalid]);
    expect(checked).toMatchObject({ invalidRows: 2, problems: { total: 3 } });
    expect(checked.result).toMatchObject({ patients: { imported: 2, present: 0 }, rowsSkipped: 0 });
    const { items, nextCursor } = await caller.import.invalidRows({ id, limit: 1 });
    expect(items).toEqual([
      {
        line: 4,
        version: 1,
        cells: [
          { column: "Nr", value: "3" },
          { column: "Name", value: "Cy Fox" },
          { column: "Sex", value: "?" },
          { column: "Born", value: "31.12.1980" },
        ],
        otherCells: [],
        problems: [
          { column: "Born", message: 'Not a date in the format YYYY-MM-DD: "31.12.1980"' },
          { column: "Sex", message: 'Not a gender, such as male, female, other, unknown, M, F: "?"' },
        ],
      },
    ]);
    const next = await caller.import.invalidRows({ id, limit: 1, cursor: nextCursor });
    expect(next).toMatchObject({ items: [{ line: 5 }], nextCursor: null });
    expect((await caller.import.uploads()).items).toMatchObject([{ problemCount: 3, invalidRows: 2 }]);
  });

  it("are corrected cell by cell until none is left, and then imported", async () => {
    const { caller } = await api.signUp();
    const { id, rows } = await check(caller, [...valid, ...invalid]);
    const change = ([line, version]: [number, number], column: string, value: string) =>
      caller.import.correctRow({ id, line, expectedVersion: version, cells: [{ column, value }] });
    const first = await change([4, 1], "Sex", "m");
    expect(first).toMatchObject({ problems: 2, invalidRows: 2, row: { version: 2 } });
    expect(await change([4, 2], "Born", "1980-13-31")).toMatchObject({
      problems: 2,
      row: { problems: [{ message: 'Not a valid date, read as YYYY-MM-DD: "1980-13-31"' }] },
    });
    expect(await change([4, 3], "Born", "1980-12-31")).toMatchObject({ problems: 1, invalidRows: 1 });
    // Another cell leaves the repeated identifier unchanged.
    expect(await change([5, 1], "Name", "Dee Low")).toMatchObject({ problems: 1, row: { version: 5 } });
    expect(await change([5, 5], "Nr", "4")).toMatchObject({ problems: 0, invalidRows: 0 });
    expect(await caller.import.progress({ id })).toMatchObject({ problems: { total: 0 }, result: null });
    await caller.import.check({ id, rows });
    const checked = await ended(caller, id);
    expect(checked).toMatchObject({ problems: { total: 0 }, result: { patients: { imported: 4 } } });
    await caller.import.run({ id, rows });
    expect((await ended(caller, id)).state).toBe("done");
    expect(await names(caller)).toEqual(["Cy Fox", "Ann Lee", "Dee Low", "Bo Ray"]);
    expect((await reader.execute(sql`select from import_row where upload_id = ${id}`)).count).toBe(0);
  });

  it("are those with a cell that is longer than any value of its kind, which is not read", async () => {
    const { caller } = await api.signUp();
    const born = `a${" ".repeat(50_000)}x`;
    const { id, checked } = await check(caller, [
      ["1", "Ann Lee", "f", born],
      ["2", `Bo Ray${" ".repeat(2_000)}`, "m", ""],
    ]);
    expect(checked).toMatchObject({ invalidRows: 1, result: { patients: { imported: 1 } } });
    const { items } = await caller.import.invalidRows({ id });
    const problems = [{ column: "Born", message: "Longer than 1,000 characters" }];
    expect(items).toMatchObject([{ line: 2, problems }]);
    const correct = (expectedVersion: number, value: string) =>
      caller.import.correctRow({ id, line: 2, expectedVersion, cells: [{ column: "Born", value }] });
    expect((await correct(1, `1980-01-02${"0".repeat(1_000)}`)).row.problems).toEqual(problems);
    expect(await correct(2, "1980-01-02")).toMatchObject({ invalidRows: 0 });
  });

  it("are found again by the next check if a correction repeats another row", async () => {
    const { caller } = await api.signUp();
    const { id, rows } = await check(caller, [...valid, ...invalid.slice(1)]);
    const cells = [{ column: "Nr", value: "2" }];
    expect(await caller.import.correctRow({ id, line: 4, expectedVersion: 1, cells })).toMatchObject({
      invalidRows: 0,
    });
    await caller.import.run({ id, rows });
    expect(await ended(caller, id)).toMatchObject({
      state: "checked",
      invalidRows: 1,
      problems: { first: [{ line: 4, message: 'Repeats the identifier of line 3: "2"' }] },
    });
    // The correction is kept.
    expect((await caller.import.invalidRows({ id })).items).toMatchObject([
      { cells: [{ value: "2" }, {}, {}, {}] },
    ]);
  });

  it("are not overwritten by somebody who saw an earlier version", async () => {
    const { caller } = await api.signUp();
    const { id, rows } = await check(caller, [...valid, ...invalid]);
    const correct = (expectedVersion: number, value: string) =>
      caller.import.correctRow({ id, line: 4, expectedVersion, cells: [{ column: "Sex", value }] });
    await correct(1, "male");
    const { code, details } = await failureOf(correct(1, "female"));
    expect(code).toBe("STALE_VERSION");
    expect(details.current).toMatchObject({ line: 4, version: 2, cells: [{}, {}, { value: "male" }, {}] });
    // A check gives all rows a new version.
    await caller.import.check({ id, rows });
    await ended(caller, id);
    expect((await failureOf(correct(2, "female"))).code).toBe("STALE_VERSION");
    expect(await correct(3, "male")).toMatchObject({ row: { version: 3 } });
  });

  it("cannot be corrected while the upload is checked, or in another column", async () => {
    const { caller } = await api.signUp();
    const { id } = await check(caller, [...valid, ...invalid]);
    const correct = (line: number, column: string) =>
      caller.import.correctRow({ id, line, expectedVersion: "any", cells: [{ column, value: "x" }] });
    expect((await failureOf(correct(2, "Sex"))).code).toBe("IMPORT_ROW_NOT_FOUND");
    expect((await failureOf(correct(4, "Age"))).details.errors).toEqual({
      "cells.0.column": ["Not a column that is imported"],
    });
    await reader.execute(sql`update import_upload set state = 'running' where id = ${id}`);
    expect((await failureOf(correct(4, "Sex"))).code).toBe("IMPORT_UPLOAD_CLOSED");
    await reader.execute(sql`update import_upload set state = 'checked' where id = ${id}`);
  });
});

describe("an import without the invalid rows", () => {
  it("leaves out exactly these, and keeps them for a download", async () => {
    const { caller } = await api.signUp();
    const { id, rows, checked } = await check(caller, [...valid, ...invalid]);
    expect((await failureOf(caller.import.run({ id, rows, skipRows: 3 }))).code).toBe("IMPORT_ROWS_CHANGED");
    await caller.import.run({ id, rows, skipRows: checked.invalidRows ?? 0 });
    const done = await ended(caller, id);
    expect(done).toMatchObject({ state: "done", result: { patients: { imported: 2 }, rowsSkipped: 2 } });
    expect(await names(caller)).toEqual(["Ann Lee", "Bo Ray"]);
    expect((await caller.import.invalidRows({ id })).items.map(({ line }) => line)).toEqual([4, 5]);
    const [batch] = (await caller.import.list()).items;
    expect(batch).toMatchObject({ files: ["people.csv"], rowsSkipped: 2, patients: 2 });
    expect((await reader.execute(sql`select from import_part where upload_id = ${id}`)).count).toBe(0);
  });

  it("imports nothing if another row has a problem by then, and knows all of them", async () => {
    const { caller } = await api.signUp();
    const { id, rows } = await check(caller, [...valid, ...invalid]);
    // Line 5 was left out because it repeats line 2. Once corrected, it repeats line 3.
    const cells = [{ column: "Nr", value: "2" }];
    await caller.import.correctRow({ id, line: 5, expectedVersion: 1, cells });
    await caller.import.run({ id, rows, skipRows: 1 });
    const found = await ended(caller, id);
    expect(found).toMatchObject({ state: "checked", invalidRows: 2, problems: { total: 3 } });
    expect(found.problems?.first.map(({ line }) => line)).toEqual([4, 4, 5]);
    expect(await names(caller)).toEqual([]);
  });

  it("is possible only if the rows with problems are known", async () => {
    const { caller } = await api.signUp();
    const many = Array.from({ length: uploadLimits.invalidRows + 1 }, (_, at) => [
      `${at}`,
      "Ann Lee",
      "?",
      "",
    ]);
    const { id, rows, checked } = await check(caller, many);
    expect(checked).toMatchObject({ problems: { total: rows }, invalidRows: null, result: null });
    expect((await failureOf(caller.import.run({ id, rows, skipRows: rows }))).code).toBe(
      "IMPORT_ROWS_CHANGED",
    );
    expect((await caller.import.invalidRows({ id })).items).toEqual([]);
  });
});

it("have the columns that are not imported, for those who may see whatever they contain", async () => {
  const { caller } = await api.signUp();
  const { id } = await check(caller, [...valid, ...invalid], { mapping: { name: "Name", gender: "Sex" } });
  const otherCells = [
    { column: "Nr", value: "3" },
    { column: "Born", value: "31.12.1980" },
  ];
  expect((await caller.import.invalidRows({ id })).items).toMatchObject([
    { cells: [{ column: "Name" }, { column: "Sex" }], otherCells },
  ]);
  const permissions = ["import:run", "import:read", "patient:read"] as const;
  const { key } = await caller.apiKey.create({ name: "Sync", permissions: [...permissions] });
  const { items } = await api.callerWith({ accessToken: key }).import.invalidRows({ id });
  expect(items).toMatchObject([{ cells: [{}, {}], otherCells: [] }]);
  const cells = [{ column: "Nr", value: "4" }];
  const change = caller.import.correctRow({ id, line: 4, expectedVersion: "any", cells });
  expect((await failureOf(change)).code).toBe("INVALID_INPUT");
});

it("hides rows from callers who may not see one of their columns", async () => {
  const { caller } = await api.signUp();
  const { id } = await check(caller, [...valid, ...invalid], {
    mapping: { name: "Name", gender: "Sex", medicalHistory: "Born" },
  });
  const { key } = await caller.apiKey.create({
    name: "Sync",
    permissions: ["import:run", "import:read", "patient:read"],
  });
  const service = api.callerWith({ accessToken: key });
  const cells = [{ column: "Sex", value: "m" }];
  const calls = [
    service.import.invalidRows({ id }),
    service.import.correctRow({ id, line: 4, expectedVersion: "any", cells }),
  ];
  const failures = await Promise.all(calls.map(failureOf));
  expect(failures.map(({ code }) => code)).toEqual(["PERMISSION_DENIED", "PERMISSION_DENIED"]);
});
