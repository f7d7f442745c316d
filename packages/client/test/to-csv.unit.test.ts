import fc from "fast-check";
import Papa from "papaparse";
import { expect, expectTypeOf, it } from "vitest";
import { type CsvType, fromCsv, readCsv, toCsv } from "../src/csv.ts";
import { type AuditEntry, type Client, type PatientId, patientId } from "../src/index.ts";

declare const caretype: Client;

const toys = [
  {
    name: "Teddy",
    tags: ["soft", "brown"],
    since: "2026-11-20T17:28:00Z",
    price: -5,
    maker: { name: "Ada" },
  },
  { name: '=SUM("A1"), or so', tags: [], since: null, price: 1.5, maker: { name: "Bo" } },
];

it("writes the columns in their order, as a spreadsheet takes them", async () => {
  const csv = await toCsv(toys, { fileName: "toys.csv", columns: ["price", "name", "tags", "since"] });
  expect(csv.fileName).toBe("toys.csv");
  expect(csv.columns).toEqual(["price", "name", "tags", "since"]);
  expect(csv.text).toBe(
    "\u{FEFF}price,name,tags,since\r\n'-5,Teddy,soft brown,2026-11-20T17:28:00.000000Z\r\n" +
      '1.5,"\'=SUM(""A1""), or so",,\r\n',
  );
});

it.each(["a;=1+1", "a\t=1+1", "a|=1+1"])("quotes a cell that other readers would split: %j", async (name) => {
  const { text } = await toCsv([{ name }], { fileName: "toys.csv", columns: ["name"] });
  expect(text).toContain(`"${name}"`);
});

it("refuses options that there are not", async () => {
  const file = new File(["name\nAda"], "a.csv");
  await expect(fromCsv(file, { name: "text" }, { seperator: ";" } as object)).rejects.toThrow(
    "fromCsv has no option seperator, only encoding, separator",
  );
  await expect(readCsv(file, { headers: 2 } as object)).rejects.toThrow(/no option headers, only /);
});

it("keeps the rows with their types, and takes only columns that fit into a cell", async () => {
  const { rows } = await toCsv(toys, { fileName: "toys.csv", columns: ["price", "since"] });
  expectTypeOf(rows).toEqualTypeOf<readonly (typeof toys)[number][]>();
  expect(rows.map(({ price }) => price)).toEqual([-5, 1.5]);
  const wrong = () => [
    // @ts-expect-error a record does not fit into a cell
    toCsv(toys, { fileName: "toys.csv", columns: ["maker"] }),
    // @ts-expect-error no such field
    toCsv(caretype.audit.list.pages(), { fileName: "audit.csv", columns: ["nickname"] }),
  ];
  const right = () =>
    toCsv(caretype.audit.list.pages(), { fileName: "audit.csv", columns: ["at", "effect"] });
  expectTypeOf(wrong).toBeFunction();
  expectTypeOf<Awaited<ReturnType<typeof right>>["rows"]>().toEqualTypeOf<readonly AuditEntry[]>();
});

it("reads what it wrote with the same types, after a change of a cell", async () => {
  const rows = [
    {
      id: "007",
      zip: "08001",
      on: "1980-02-03",
      since: "2026-11-20T17:28:00.5Z",
      until: "2026-11-20T17:28:00Z",
    },
    { id: "1e5", zip: "'+41", on: null, since: "2026-11-20T00:00:10.000001Z", until: null },
  ].map((texts, at) => ({
    ...texts,
    age: -at - 0.5,
    isOn: at === 0,
    note: '=1;"\n',
    tags: at ? ["a", "b"] : [],
  }));
  const columns = ["id", "zip", "on", "since", "until", "age", "isOn", "note", "tags"] as const;
  const { text } = await toCsv(rows, { fileName: "rows.csv", columns });
  const read = (content: string) =>
    fromCsv(new File([content], "rows.csv"), {
      id: "text",
      zip: "text",
      on: "text",
      since: "text",
      until: "text",
      note: "text",
      age: "number",
      isOn: "boolean",
      tags: "texts",
    } as const);
  expect(await read(text)).toEqual(rows);
  const changed = await read(text.replace("08001", "007").replace("true", "TRUE"));
  expect(changed).toEqual(rows.map((row, at) => (at === 0 ? { ...row, zip: "007" } : row)));
  expectTypeOf(changed[0]?.isOn).toEqualTypeOf<boolean | null | undefined>();
  await expect(read(text.replace("-0.5", "half"))).rejects.toThrow("rows.csv, line 2: age: Not a number.");
  await expect(read("id\n1\n")).rejects.toThrow("rows.csv, line 1: There is no column zip.");
  const ids = await fromCsv(new File(["id\n01890000-0000-7000-8000-00000000000A\n"], "a.csv"), {
    id: patientId.parse,
  });
  expectTypeOf(ids).toEqualTypeOf<{ id: PatientId | null }[]>();
  await expect(fromCsv(new File(["id\n17\n"], "a.csv"), { id: patientId.parse })).rejects.toThrow(
    "a.csv, line 2: id: Not the id of a patient.",
  );
  expect(ids).toEqual([{ id: "01890000-0000-7000-8000-00000000000a" }]);
});

it("writes the names of the columns of an empty list, and nothing of one that breaks off", async () => {
  const none = await toCsv<{ name: string }>([], { fileName: "none.csv", columns: ["name"] });
  expect(none.text).toBe("\u{FEFF}name\r\n");
  async function* broken() {
    yield { name: "Teddy" };
    throw new Error("No answer");
  }
  await expect(toCsv(broken(), { fileName: "toys.csv", columns: ["name"] })).rejects.toThrow("No answer");
});

/** Texts that a parser or a spreadsheet could misread. */
const odd = fc.oneof(
  fc.string({ unit: "grapheme" }),
  fc.string({ unit: fc.constantFrom(..."\"',;|\t\r\n =+-@07.Z") }),
  fc.constantFrom("Total", "sep=;", "null", "TRUE", "\u{FEFF}", "\u{FF1D}1"),
  fc
    .tuple(
      fc.constantFrom("", "'", "''"),
      fc.constantFrom("Z", ".000Z", ".5Z", ".500Z", ".500000Z", ".000001Z"),
    )
    .map(([mark, end]) => `${mark}2026-11-20T17:28:00${end}`),
);
const text = odd.map((each) => each || null);
const words = fc.array(
  fc.oneof(fc.string({ unit: fc.constantFrom(..."a'=-,\"") }), odd).filter((each) => /^\S+$/.test(each)),
);
const kinds = {
  text,
  number: fc.option(fc.double({ noNaN: true, noDefaultInfinity: true }).map((each) => each + 0)),
  boolean: fc.option(fc.boolean()),
  texts: words,
} satisfies Record<CsvType & string, fc.Arbitrary<unknown>>;

const tables = fc
  .array(fc.constantFrom("text", "number", "boolean", "texts"), { minLength: 1, maxLength: 4 })
  .chain((types) => {
    const columns = types.map((type, at) => [`${type}${at}`, type] as const);
    const rows = fc.array(fc.record(Object.fromEntries(columns.map(([name, type]) => [name, kinds[type]]))));
    return fc.record({ types: fc.constant(Object.fromEntries(columns)), rows });
  });

it("reads any table that it wrote, and with the ends of lines and separators of spreadsheets", async () => {
  await fc.assert(
    fc.asyncProperty(tables, async ({ types, rows }) => {
      const written = await toCsv<Record<string, string>>(rows as Record<string, string>[], {
        fileName: "a.csv",
        columns: Object.keys(types),
      });
      expect(await fromCsv(new File([written.text], "a.csv"), types)).toEqual(rows);
      const cells = Papa.parse<string[]>(written.text.replace(/^\u{FEFF}|\r\n$/gu, ""), {
        delimiter: ",",
        newline: "\r\n",
      });
      for (const newline of ["\n", "\r"]) {
        // A single column has no separator to detect.
        const delimiter = Object.keys(types).length > 1 ? ";" : ",";
        const saved = `${Papa.unparse(cells.data, { delimiter, newline })}${newline}`;
        expect(await fromCsv(new File([saved], "a.csv"), types)).toEqual(rows);
      }
    }),
    { numRuns: 200 },
  );
});

it("names the line of a row that is not complete, and of a quote that is not closed", async () => {
  const read = (content: string) => fromCsv(new File([content], "a.csv"), { a: "text", b: "text" });
  await expect(read('a,b\n"1\r2",3\n\n4\n')).rejects.toThrow(
    "a.csv, line 5: The row has 1 fields, the header 2.",
  );
  await expect(read('a;b;\n1;2;\n"3;4\n')).rejects.toThrow("a.csv, line 3: A quote is not closed.");
  await expect(read("c\t a\n1\t2")).rejects.toThrow("a.csv, line 1: There is no column b.");
});

it("reads what looks like totals in a file of one's own", async () => {
  const file = new File(["name,visits\nAnn,4\nTotal,5\n"], "a.csv");
  expect(await fromCsv(file, { name: "text", visits: "number" })).toEqual([
    { name: "Ann", visits: 4 },
    { name: "Total", visits: 5 },
  ]);
});

it("reads a file whose first line names the separator, and counts its lines", async () => {
  const types = { a: "text", n: "number" } as const;
  for (const line of ["sep=;\r\n", '\u{FEFF}"sep=;"\n', "SEP=;\n", "sep=; \n", "sep=;;\r\n", '"sep=;";\n'])
    expect(await fromCsv(new File([`${line}a;n\r\n1,5;2\r\n`], "a.csv"), types)).toEqual([
      { a: "1,5", n: 2 },
    ]);
  await expect(fromCsv(new File(["sep=;\na;n\nx;y\n"], "a.csv"), types)).rejects.toThrow("a.csv, line 3: n:");
  await expect(fromCsv(new File(["a,n\nx,1e999\n"], "a.csv"), types)).rejects.toThrow("a.csv, line 2: n:");
  await expect(fromCsv(new File(["sep=;\na\n"], "a.csv"), types)).rejects.toThrow("a.csv, line 2:");
});

it("writes numbers as JSON does: none that is not finite, and 0 without a sign", async () => {
  const numbers = [-0, 0, -2.5, Number.NaN, Number.POSITIVE_INFINITY];
  const { text: written } = await toCsv(
    numbers.map((n) => ({ a: "x", n })),
    { fileName: "a.csv", columns: ["a", "n"] },
  );
  const read = await fromCsv(new File([written], "a.csv"), { n: "number" });
  expect(read.map(({ n }) => n)).toEqual(JSON.parse(JSON.stringify(numbers)));
  expect(await fromCsv(new File(["n\n-0\n-0.0\n"], "a.csv"), { n: "number" })).toEqual([{ n: 0 }, { n: 0 }]);
  await expect(fromCsv(new File(["n\nNaN\n"], "a.csv"), { n: "number" })).rejects.toThrow("Not a number");
});

it("refuses a type that there is not, whatever the file has", async () => {
  // Only callers without types pass it.
  const read = fromCsv(new File(["at\n"], "a.csv"), { at: "instant" } as never);
  await expect(read).rejects.toThrow(
    "at: Unknown type instant. Use text, number, boolean, texts or a function",
  );
});
