import path from "node:path";
import type { WantedColumns } from "@caretype/api";
import { array, assert, asyncProperty, constantFrom, string, tuple } from "fast-check";
import { expect, test } from "vitest";
import { type CsvEvents, type CsvProblem, type CsvRow, readCsv } from "../../src/import/csv-file.ts";
import { folderWith } from "./support.ts";

const read = (content: string | Uint8Array, required = ["Id", "Name"], optional: string[] = []) =>
  readAll(content, {}, { required, optional });

async function readAll(
  content: string | Uint8Array,
  events: Partial<CsvEvents>,
  columns: WantedColumns<string> = { required: ["Id", "Name"], optional: [] },
) {
  const folder = await folderWith({ "a.csv": content });
  const problems: CsvProblem[] = [];
  const rows: CsvRow<string>[] = [];
  const onProblem = (problem: CsvProblem) => problems.push(problem);
  for await (const batch of readCsv(path.join(folder, "a.csv"), columns, {
    onBytes: () => undefined,
    onProblem,
    ...events,
  })) {
    for (const row of batch) rows.push(row);
  }
  return { rows, problems, placed: problems.map(({ line, column }) => `${line} ${column}`) };
}

test("columns are found in any order and letter case, past a byte order mark, with CR LF", async () => {
  const { rows, problems } = await read(
    "\ufeffNAME,other,id\r\nAna,x,1\r\n\r\nBo,y,2",
    ["Id", "Name"],
    ["Middle"],
  );
  expect(problems).toEqual([]);
  expect(rows).toEqual([
    { line: 2, cells: { Id: "1", Name: "Ana", Middle: "" } },
    { line: 4, cells: { Id: "2", Name: "Bo", Middle: "" } },
  ]);
});

test("lines are counted through line breaks within fields, also of CR LF, and empty lines", async () => {
  const { rows } = await read('Id,Name\r\n1,"a\r\nb\r\n\r\nc"\r\n\r\n\r\n2,x\r\n3,"\n"\r\n4,y\r\n');
  expect(rows.map(({ line }) => line)).toEqual([2, 8, 9, 11]);
});

test.each([
  ["text after a closing quote", 'Id,Name\n1,a\n"2"x,b\n3,d\n"4","e"\n', "3 Id", ["1", "3", "4"]],
  ["a quote that is never closed", 'Id,Name\n1,a\n2,"b\n3,d\n4,e\n', "3 Name", ["1", "3", "4"]],
  ["a missing field", "Id,Name\n1,a\n2\n3,d\n", "3 Name", ["1", "3"]],
  ["a field too many", "Id,Name\n1,a\n2,b,c\n3,d\n", "3 field 3", ["1", "3"]],
  ["a NUL byte", "Id,Name\n1,a\n2,b\0\n3,d\n", "3 Name", ["1", "3"]],
])("%s is located, and the rows after it are read", async (_what, content, ...[place, ids]) => {
  const { rows, placed } = await read(content);
  expect(placed).toEqual([place]);
  expect(rows.map(({ cells }) => cells.Id)).toEqual(ids);
});

test("broken quoting on consecutive lines is reported line by line", async () => {
  const { rows, placed } = await read('Id,Name\n1,"a"x\n2,"b"x\n\n3,"c\n4,d\n5,"e\n');
  expect(placed).toEqual(["2 Name", "3 Name", "5 Name", "7 Name"]);
  expect(rows.map(({ cells }) => cells.Id)).toEqual(["4"]);
});

/** Letters of one or two bytes. */
function bytesIn(encoding: string, text: string): Buffer {
  const decoder = new TextDecoder(encoding);
  const bytes = new Map<string, number[]>();
  for (let first = 255; first >= 0; first--) {
    if (first > 0x80) for (let next = 0xfe; next >= 0x40; next--) add([first, next]);
    add([first]);
  }
  function add(letter: number[]) {
    bytes.set(decoder.decode(Uint8Array.from(letter)), letter);
  }
  return Buffer.from([...text].flatMap((letter) => bytes.get(letter) ?? []));
}

test.each([
  ["windows-1252", "Jürgen Weiß,Zoé O’Hara"],
  ["iso-8859-15", "Noëlle Lebœuf,Šárka Œhler,Žaneta Cœur"],
  ["macintosh", "Jürgen Weiß,Käthe Schäfer,Åsa Öberg"],
  ["windows-1250", "Łukasz Gąska,Józef Żak,Paweł Świerk"],
  ["iso-8859-2", "Jiří Čech,Šárka Žáková,Luboš Dvořák"],
  ["windows-1251", "Юлия Жукова,Иван Сидоров"],
  ["iso-8859-5", "Юлия Жукова,Иван Сидоров"],
  ["koi8-u", "Юлія Жукова,Іван Сидоренко"],
  ["ibm866", "Юлия Жукова,Иван Сидоров"],
  ["windows-1253", "Γιώργος Άνθης,Μαρία Ψαρρά"],
  ["iso-8859-7", "Γιώργος Άνθης,Μαρία Ψαρρά"],
  ["windows-1254", "Ayşe Güneş,Işık Doğan,Çağla Yılmaz,Uğur Şahin"],
  ["windows-1255", "משה כהן,שרה לוי"],
  ["windows-1256", "محمد علي,فاطمة حسن"],
  ["windows-1257", "Eglė Černiauskienė,Rūta Šimkutė,Žydrė Ąžuolienė,Mindaugas Žukauskas"],
  ["shift_jis", "山田太郎,高橋みどり"],
  ["euc-jp", "山田太郎,高橋みどり,ワタナベケン,小林さくら"],
  ["gb18030", "王小明,李丽华,张伟,刘洋"],
  ["big5", "王小明,李麗華,陳靜"],
  ["euc-kr", "김철수,이영희"],
])("letters in %s are read, far down and beside names in ASCII", async (encoding, names) => {
  const others = Array.from({ length: 11_000 }, (_, at) => `${at},Ann Miller,12 Main Street\n`).join("");
  const rows = names.split(",").map((name) => `x,${name},12 Main Street\n`);
  const content = bytesIn(encoding, `Id,Name,Street\n${others}${rows.join("")}`);
  const guesses: string[] = [];
  const read = await readAll(content, { onGuess: (guess) => guesses.push(guess) });
  expect([
    guesses,
    read.rows
      .slice(-rows.length)
      .map(({ cells }) => cells.Name)
      .join(),
  ]).toEqual([[encoding], names]);
});

test("invalid UTF-8 is located in any chunk and column", async () => {
  const long = `${"é".repeat(100_001)}`;
  const bytes = Buffer.concat([
    Buffer.from(`Id,Name,Other\n1,${long},${long}\n2,\ufffd,`),
    Buffer.from([0xe9, 0x0a, 0x33, 0x2c, 0xc3, 0x2c, 0x78, 0x0a]),
    Buffer.from("4,é,x\n"),
  ]);
  const { rows, placed } = await read(bytes);
  expect(placed).toEqual(["3 Name", "3 Other", "4 Name"]);
  expect(rows.map(({ cells }) => cells.Name)).toEqual([long, "é"]);
});

test.each([
  ["", "1 undefined"],
  ["Id,Other\n1,a\n", "1 Name"],
  ["Id,Name,id\n1,a,b\n", "1 Id"],
  ['Id,"Na\n1,a\n', "1 field 2"],
  [Buffer.from("I\0d\0\0"), "1 field 1"],
])("a file without a usable header has no rows: %j", async (content, place) => {
  const { rows, placed } = await read(content);
  expect(rows).toEqual([]);
  expect(placed[0]).toBe(place);
});

test("an unclosed quote does not swallow the whole file", async () => {
  const { rows, problems } = await read(`Id,Name\n1,"a\n${"2,b\n".repeat(500_000)}`);
  const message = "A quote is not closed";
  expect(problems).toEqual([{ line: 2, column: "Name", message }]);
  expect(rows).toHaveLength(500_000);
});

test.each([
  ["a quote within a text", 'Id,Name\n1,5" pipe\n', ["1", '5" pipe']],
  ["the separator that a first line names", "sep=;\r\nId;Name\r\n1;a,b\r\n", ["1", "a,b"]],
  ["pipes", "Id|Name\n1|a,b\n2|c\n", ["1", "a,b"]],
  ["the first of several columns of one name", "Id,Name,Name\nId,Name,Name\n1,a,b\n", ["1", "a"]],
  ["tabs", "Id\tName\n1\ta;b\n", ["1", "a;b"]],
  ["a formula of a text", 'Id,Name\n1,="0791112233"\n', ["1", "0791112233"]],
  ["a formula of a text, in quotes", 'Id,Name\n1,"=""Roe ""& Co"""\n', ["1", '="Roe "& Co"']],
  ["the apostrophe before a zero", "Id,Name\n1,'0791112233\n", ["1", "0791112233"]],
  ["the apostrophe before a day", "Id,Name\n1,'01.02.1980\n", ["1", "01.02.1980"]],
  ["the apostrophe before digits", "Id,Name\n1,'41 79 111 22 33\n", ["1", "41 79 111 22 33"]],
  ["the apostrophe of a word", "Id,Name\n1,'90s Street\n", ["1", "'90s Street"]],
  ["the apostrophe of a spreadsheet", "Id,Name\n1,'+41 79 111 22 33\n", ["1", "+41 79 111 22 33"]],
  ["rows of separators only, and empty cells at the end", "Id,Name,,\n,,,\n1,a,,\n", ["1", "a"]],
])("%s is read", async (_what, content, [id, name]) => {
  const { rows, problems } = await read(content);
  expect(problems).toEqual([]);
  expect(rows[0]?.cells).toEqual({ Id: id, Name: name });
});

test("the line of the headings can be chosen, and columns without headings have numbers", async () => {
  const file = path.join(await folderWith({ "a.csv": 'Export, 3"\n\nId;Name\n1;a\n' }), "a.csv");
  const all: CsvRow<string>[] = [];
  const events = { onBytes: () => undefined, onProblem: (problem: CsvProblem) => expect(problem).toBeNull() };
  const columns = { required: ["Name"], optional: [] };
  for await (const rows of readCsv(file, columns, { ...events, header: 3 })) all.push(...rows);
  const numbered = path.join(await folderWith({ "a.csv": "1;Ann\n2;Bo\n" }), "a.csv");
  const second = { required: ["2"], optional: [] };
  const twice = path.join(await folderWith({ "a.csv": "Id,Name,Name\n1,a,b\n" }), "a.csv");
  const other = { required: ["Name (2)"], optional: [] };
  for await (const rows of readCsv(twice, other, events)) all.push(...rows);
  for await (const rows of readCsv(numbered, second, { ...events, header: false })) all.push(...rows);
  expect(all).toEqual([
    { line: 4, cells: { Name: "a" } },
    { line: 2, cells: { "Name (2)": "b" } },
    { line: 1, cells: { 2: "Ann" } },
    { line: 2, cells: { 2: "Bo" } },
  ]);
});

const anyText = string({
  unit: constantFrom("a", ",", '"', "\n", "\r\n", " ", "é", "🩺", "\\", "\t"),
  maxLength: 12,
});
const quotedCell = (text: string) => `"${text.replaceAll('"', '""')}"`;

test("any quoted text is read unchanged, on its line", async () => {
  await assert(
    asyncProperty(array(tuple(anyText, anyText), { maxLength: 20 }), async (cells) => {
      const content = ["Id,Name", ...cells.map((row) => row.map(quotedCell).join(","))].join("\n");
      const { rows, problems } = await read(content);
      expect(problems).toEqual([]);
      let line = 2;
      // Rows without any value are skipped.
      const expected = cells.flatMap(([Id, Name]) => {
        const row = { line, cells: { Id, Name } };
        line += `${Id}${Name}`.split("\n").length;
        return `${Id}${Name}`.trim() === "" ? [] : [row];
      });
      expect(rows).toEqual(expected);
    }),
    { numRuns: 60 },
  );
});
