import { describe, expect, it } from "vitest";
import { partOf, readTable } from "./read-table.ts";

const bytesOf = (text: string) => new TextEncoder().encode(text);
const read = (text: string, wanted?: string[]) => {
  const table = readTable(bytesOf(text), {
    name: "a.csv",
    columnName: "Column #",
    ...(wanted && { wanted }),
  });
  if ("fault" in table) throw new Error(table.fault);
  return table;
};

describe("reading a table", () => {
  it("keeps line numbers across blank lines and multi-line cells", () => {
    const { columns, rows } = read('\u{FEFF}a,b\r\n1,"x\r\ny"\r\n\r\n2,z\r\n');
    expect(columns).toEqual(["a", "b"]);
    expect(rows).toEqual([
      { line: 2, cells: ["1", "x\r\ny"] },
      { line: 5, cells: ["2", "z"] },
    ]);
  });

  it("detects the delimiter, also for a single column", () => {
    expect(read("a;b\n1,5;2\n").rows).toEqual([{ line: 2, cells: ["1,5", "2"] }]);
    expect(read("a\tb\n1\t2\n").rows).toEqual([{ line: 2, cells: ["1", "2"] }]);
    expect(read("name\nAnn Lee\n").rows).toEqual([{ line: 2, cells: ["Ann Lee"] }]);
  });

  it.each(["sep=;\r\n", '"sep=;"\n', "\u{FEFF}SEP=;\n"])(
    "uses the delimiter of the first line %j",
    (first) => {
      const { columns, rows } = read(`${first}a,x;b\n1;2\n`);
      expect([columns, rows]).toEqual([["a,x", "b"], [{ line: 3, cells: ["1", "2"] }]]);
    },
  );

  it("keeps only the wanted columns, ignoring case", () => {
    expect(read("SSN,name\n999,Ann\n", ["NAME"])).toMatchObject({
      columns: ["name"],
      rows: [{ cells: ["Ann"] }],
    });
  });

  it("reports rows of a wrong width and unclosed quotes with their lines", () => {
    const { rows, problems } = read('a,b\n1\n2,3\n4,"5\n6,7\n');
    expect(rows).toEqual([
      { line: 3, cells: ["2", "3"] },
      { line: 5, cells: ["6", "7"] },
    ]);
    expect(problems.total).toBe(2);
    expect(problems.first.map(({ line }) => line)).toEqual([2, 4]);
  });

  it("ignores separators at the end of a line, and apostrophes before formulas", () => {
    const { columns, rows } = read("a,b,\n1,2,\n3,'+43 1 17\n'=x,O'Hara,,\n");
    expect(columns).toEqual(["a", "b"]);
    expect(rows.map(({ cells }) => cells)).toEqual([
      ["1", "2"],
      ["3", "+43 1 17"],
      ["=x", "O'Hara"],
    ]);
  });

  it("reads cells between single quotes, but no other apostrophes", () => {
    const quoted = read("'Name';'Note'\n'Ann O''Hara';'a; b'\n'Lee \"Bo\"';7\n");
    expect([quoted.columns, quoted.rows.map(({ cells }) => cells)]).toEqual([
      ["Name", "Note"],
      [
        ["Ann O'Hara", "a; b"],
        ['Lee "Bo"', "7"],
      ],
    ]);
    expect(read("Name;Note\n'tis;'Ann'\n").rows[0]?.cells).toEqual(["'tis", "'Ann'"]);
  });

  it("names columns that have no name, or that of another", () => {
    expect(read("name,,Phone,Phone,Phone (2)\n1,2,3,4,5\n").columns).toEqual([
      "name",
      "Column 2",
      "Phone",
      "Phone (3)",
      "Phone (2)",
    ]);
  });

  it("reads a file without column names, unless told otherwise", () => {
    const text = "Ann Lee,ann@example.org\nBo Ray,bo@example.org\n";
    expect(read(text)).toMatchObject({
      headerLine: null,
      columns: ["Column 1", "Column 2"],
      rows: [{ line: 1, cells: ["Ann Lee", "ann@example.org"] }, { line: 2 }],
    });
    const table = readTable(bytesOf(text), { name: "a.csv", columnName: "Column #", header: 1 });
    expect(table).toMatchObject({ columns: ["Ann Lee", "ann@example.org"], rows: [{ line: 2 }] });
    expect(read("name,email\nBo Ray,bo@example.org\n").headerLine).toBe(1);
  });

  it("splits rows into parts that the server accepts, with the requested columns", () => {
    const table = read(`a,b\n${"1,2\n".repeat(2_500)}`);
    const parts = [0, 1_000, 2_000].map((from) => partOf(table, { columns: ["b"], from }));
    expect(parts.map(({ rows, next }) => [rows.length, next])).toEqual([
      [1_000, 1_000],
      [1_000, 2_000],
      [500, null],
    ]);
    expect(parts[2]?.rows.at(-1)).toEqual({ line: 2_501, cells: ["2"] });
    const wide = read(`a\n${`${"x".repeat(90_000)}\n`.repeat(20)}`);
    expect(partOf(wide, { columns: ["a"], from: 0 }).rows).toHaveLength(7);
  });

  it("has samples of columns that the first rows leave empty", () => {
    const { samples } = read(
      `name,born,note\n${"Ann,,\n".repeat(150)}Bo,2.1.1980,\n${"Cy,3.1.1980,\n".repeat(50)}`,
    );
    expect(samples).toHaveLength(120);
    expect(samples[100]).toEqual({ line: 152, cells: ["Bo", "2.1.1980", ""] });
    expect(read(`name\n${"Ann\n".repeat(150)}`).samples).toHaveLength(100);
  });

  it("finds the headings below a title", () => {
    const report = "Patient List\nClinic: North,,\n,,\nName,Chart,Born\nAnn Lee,1,1980\nBo Ray,2,1981\n";
    expect(read(report)).toMatchObject({
      headerLine: 4,
      columns: ["Name", "Chart", "Born"],
      rows: [{ line: 5 }, { line: 6 }],
    });
    expect(read("Name\nAnn Lee\n").headerLine).toBe(1);
    expect(read("Name,Note\nAnn Lee,\n").headerLine).toBe(1);
  });

  it.each([
    ["Name,Sex,Phone,\nAnn,f,1,regular\nBo,m,2,\nCy,f,3\n", ["Name", "Sex", "Phone"], 3],
    ["Name;Sex;\nAnn;f;regular\nBo;m;new\n", ["Name", "Sex"], 2],
    ["Name\tPhone\t\nAnn\t\tx\nBo\t079 123 45 67\ty\n", ["Name", "Phone"], 2],
  ])("reads headings that end with a separator: %j", (text, columns, rows) => {
    const table = read(text);
    expect(table).toMatchObject({ headerLine: 1, columns, problems: { total: 0 } });
    expect(table.rows).toHaveLength(rows);
    expect(table.rows[0]?.cells).toHaveLength(columns.length);
  });

  it.each([
    ["Practice;List of 2026\n\nName;Born;City\nAnn;1.2.1980;Ulm\n", 3],
    ["Report:;Patients;;\nDate:;1.12.2026;;\nName;Born;City;Phone\nAnn;1.2.1980;Ulm;1\n", 3],
    [";Name;City\n0;Ann;Ulm\n1;Bob;Ulm\n", 1],
    ["Name;City\nAnn;Ulm;\nBob;Ulm;\n", 1],
    ["Name;Born\nAnn;1980-02-01;tall\nBob;1981-02-01;small\n", 1],
    ["Practice;Patients of 2026\nName;Born;Phone;\nAnn;1.2.1980;079 123 45 67;\n", 2],
    ["Practice;Patients of 2026;;;\nName;Born;Phone;;\nAnn;1.2.1980;079 123 45 67;;\n", 2],
    ["Name;Born;;\nAnn;1.2.1980;;\nBob;1.2.1981;;\n", 1],
    ["Report,2026,\nName,Sex,Phone\nAnn,f,079 123 45 67\n", 2],
  ])("finds the headings below titles of two cells: %j", (text, line) => {
    expect(read(text).headerLine).toBe(line);
  });

  it.each([
    [
      "NAME,BORN\r\n-----,----------\r\nAnn,1980\r\n-,-\r\n",
      [
        ["Ann", "1980"],
        ["-", "-"],
      ],
    ],
    ["name|born\n----+-----\nAnn|1980\n", [["Ann", "1980"]]],
    ["name,born\r\nAnn,1980\r\n\u{1A}", [["Ann", "1980"]]],
    ["name,born\r\nAnn,1980\u{1A}", [["Ann", "1980"]]],
  ])("leaves out what databases and old programs write beside the rows: %j", (text, cells) => {
    const { rows, problems } = read(text);
    expect(rows.map((row) => row.cells)).toEqual(cells);
    expect(problems.total).toBe(0);
  });

  it("says of a line without an end that there are no headings", () => {
    const table = readTable(bytesOf("x".repeat(5_000_000)), { name: "a.csv", columnName: "Column #" });
    expect(table).toEqual({ file: "a.csv", fault: "noHeader" });
  });
});
