import { beforeEach, describe, expect, it } from "vitest";
import { CsvReader, readCsv } from "../src/csv.ts";
import { runImport, uploadImport } from "../src/import.ts";
import { type Client, createClient, isAborted, memoryStore, uploadId } from "../src/index.ts";
import { FakeServer, Refusal, unavailable } from "./fake-server.ts";

const csv = (text: string) => readCsv(new File([text], "a.csv"));

describe("reading CSV", () => {
  it("keeps the line of each row, also after cells with line breaks and blank lines", async () => {
    const text = '\u{FEFF}No;Name\r\n1;"Jane\r\nRoe"\r\n\r\n2;"John ""Jo"" Doe"\r\n';
    expect(await csv(text)).toEqual({
      file: "a.csv",
      columns: ["No", "Name"],
      rows: [
        { line: 2, cells: ["1", "Jane\r\nRoe"] },
        { line: 5, cells: ["2", 'John "Jo" Doe'] },
      ],
    });
  });

  it("tells the separator from the rows, and takes what the caller says", async () => {
    const heading = "Name (Vorname, Name);Sex (M, F);Born (dd,mm,yyyy), required";
    expect(await csv(`${heading}\nAnna Muster;F;1980\n;;\nBo;M;1990\n`)).toMatchObject({
      columns: heading.split(";"),
      rows: [{ line: 2 }, { line: 4, cells: ["Bo", "M", "1990"] }],
    });
    expect(await csv("Datum;Wert, mmol\n1.1.2020;6,3\n2.1.2020;7,1\n")).toMatchObject({
      columns: ["Datum", "Wert, mmol"],
    });
    expect(await csv("Name,Note\nAnn,a;b;c\nBo,d;e;f\n")).toMatchObject({ columns: ["Name", "Note"] });
    const file = new File(["Export\n\nNo|Name\n1|'=Jane\n"], "a.csv");
    expect(await readCsv(file, { header: 3, separator: "|" })).toMatchObject({
      columns: ["No", "Name"],
      rows: [{ line: 4, cells: ["1", "=Jane"] }],
    });
    expect(await readCsv(new File(["1;Jane\n"], "b.csv"), { header: false })).toMatchObject({
      columns: ["1", "2"],
    });
  });

  it.each(["\r", "\n", "\r\n"])(
    "ends lines at %j, also piece by piece, beside other line ends in cells",
    (end) => {
      const text = ["No,Name", '1,"Jane\nRoe"', "2,Bo", ""].join(end);
      for (const size of [1, 3, 1_000]) {
        const reader = new CsvReader();
        const rows = Array.from({ length: Math.ceil(text.length / size) }, (_, at) =>
          reader.push(text.slice(at * size, (at + 1) * size)),
        ).flatMap((part) => part.rows);
        expect([...rows, ...reader.end().rows].map(({ cells }) => cells)).toEqual([
          ["1", "Jane\nRoe"],
          ["2", "Bo"],
        ]);
      }
    },
  );

  it.each([
    "Total: 2",
    "Summe",
    "Totaal: 2",
    "Razem",
    "Итого",
    "(2 filas)",
    "合计",
    "Total;;;2",
    ";Gesamt;;2",
    "(2 rows affected)",
    "2 Datensätze;;;",
    "合計;;2;",
    "Grand Total;;;1,200.50",
  ])("tells that %s is no record, unless a record follows", (last) => {
    const table = `No;Name;Age;Visits\n1;Jane;40;2\n`;
    const read = (text: string) => {
      const reader = new CsvReader({ separator: ";" });
      const parts = [reader.push(text), reader.end()];
      return {
        lines: parts.flatMap(({ rows }) => rows.map(({ line }) => line)),
        problems: parts.flatMap(({ problems }) => problems.map(({ line, message }) => `${line} ${message}`)),
      };
    };
    const message = "Looks like totals below the table, and is no record";
    expect(read(`${table}${last}\n\n`)).toEqual({ lines: [2], problems: [`3 ${message}`] });
    expect(read(`${table}${last}\nSumme;;;2\n`).problems).toEqual([`3 ${message}`, `4 ${message}`]);
    expect(read(`${table}${last}\n2;Bo;41;3\n`).problems).not.toContain(`3 ${message}`);
  });

  it("leaves out repeated headings, and counts them", () => {
    const reader = new CsvReader();
    const pushed = reader.push("No,Name\n1,Roe\nNo,Name\n2,No\nNo,\n").rows;
    const rows = [...pushed, ...reader.end().rows];
    expect(reader.names).toEqual(["No", "Name"]);
    expect(rows).toEqual([
      { line: 2, cells: ["1", "Roe"] },
      { line: 4, cells: ["2", "No"] },
      { line: 5, cells: ["No", ""] },
    ]);
    expect(reader.repeatedHeadings).toBe(1);
  });

  it("takes people called like totals", async () => {
    const text = "Name;Sex;Phone\nTotal;f;\nSumme, Jean;m;\nCount;;+41 44 555\n";
    expect((await csv(text)).rows).toHaveLength(3);
  });

  it("reads UTF-16, and asks for the name of any other encoding", async () => {
    const bytes = (text: string, encoding: "utf16le" | "latin1") =>
      new File([Buffer.from(text, encoding)], "a.csv");
    expect(await readCsv(bytes("\u{FEFF}No\tName\n1\tŁucja\n", "utf16le"))).toMatchObject({
      rows: [{ cells: ["1", "Łucja"] }],
    });
    const western = bytes("No;Name\n1;Jürgen\n", "latin1");
    await expect(readCsv(western)).rejects.toThrow(
      'a.csv, line 1: The file is not in UTF-8. Pass its encoding, such as "windows-1252".',
    );
    expect(await readCsv(western, { encoding: "windows-1252" })).toMatchObject({
      rows: [{ cells: ["1", "Jürgen"] }],
    });
    await expect(readCsv(new File(["%PDF-1.7"], "a.csv"))).rejects.toThrow("The file is not text");
    await expect(readCsv(western, { encoding: "latin-9000" })).rejects.toThrow(
      'a.csv, line 1: "latin-9000" is not a known encoding. Use one such as "windows-1252".',
    );
  });

  it.each([
    ["No,Name\n1,Jane\n2\n", "a.csv, line 3: Name: The row has 1 fields, the header 2."],
    ['No,Name\n1,"Jane\n', "a.csv, line 2: "],
    ["No,Name\n", "a.csv, line 1: There is no row below a header."],
    ["", "a.csv, line 1: There is no row below a header."],
  ])("refuses %j", async (text, message) => {
    await expect(csv(text)).rejects.toThrow(message);
  });
});

describe("an import", () => {
  const id = uploadId.parse("01890000-0000-7000-8000-000000000001");
  const table = { file: "a.csv", columns: ["Name"], rows: [] };
  const input = { format: "table", records: "doctor" } as const;
  let server: FakeServer;
  let caretype: Client;
  let states: object[];

  beforeEach(async () => {
    server = await FakeServer.start();
    caretype = createClient({ url: server.url, store: memoryStore(server.startSession()), retry: false });
    const running = { state: "checking", progress: { stage: "reading", rowsDone: 1, rows: 3 } };
    states = [running, { id, state: "checked", progress: null, rows: 2_500, invalidRows: 4 }];
    server.work["import.begin"] = () => ({ id });
    server.work["import.progress"] = () => (states.length > 1 ? states.shift() : states[0]);
    for (const name of ["addPart", "check", "run", "cancel"]) server.work[`import.${name}`] = () => ({ id });
  });
  const rows = (count: number, cell = "Ada") =>
    Array.from({ length: count }, (_, at) => ({ line: at + 2, cells: [cell] }));

  it("sends rows in parts, waits for the check, and tells the progress", async () => {
    const sent: number[][] = [];
    server.work["import.addPart"] = (part) => {
      const lines = Object(part).rows.map(({ line }: { line: number }) => line);
      sent.push([lines[0], lines.length]);
      return { id };
    };
    const reports: string[] = [];
    const upload = await uploadImport(
      caretype,
      { ...input, tables: [{ ...table, rows: rows(2_500) }] },
      { onProgress: ({ stage, rowsDone, rows: all }) => void reports.push(`${stage} ${rowsDone}/${all}`) },
    );
    expect(upload).toMatchObject({ state: "checked", invalidRows: 4 });
    expect(sent.toSorted(([one = 0], [other = 0]) => one - other)).toEqual([
      [2, 1_000],
      [1_002, 1_000],
      [2_002, 500],
    ]);
    expect(reports).toHaveLength(4);
    expect(reports.slice(2)).toEqual(["sending 2500/2500", "reading 1/3"]);
  });

  it("sends large rows in small parts", async () => {
    const large = "x".repeat(99_000);
    await uploadImport(caretype, { ...input, tables: [{ ...table, rows: rows(16, large) }] });
    expect(server.calls("import.addPart")).toBe(3);
  });

  it("leaves out the rows with problems that the caller saw", async () => {
    const runs: unknown[] = [];
    server.work["import.run"] = (run) => {
      runs.push(run);
      return { id };
    };
    const upload = { id, rows: 9, invalidRows: 4 };
    await runImport(caretype, upload, { skipRows: true });
    await runImport(caretype, upload);
    expect(runs).toEqual([
      { id, rows: 9, skipRows: 4 },
      { id, rows: 9 },
    ]);
  });

  it("refuses options that there are not, before it sends anything", async () => {
    const upload = { ...input, tables: [{ ...table, rows: rows(1) }] };
    await expect(uploadImport(caretype, upload, { onprogress: 1 } as object)).rejects.toThrow(
      "only onProgress",
    );
    const run = runImport(caretype, { id, rows: 9, invalidRows: 4 }, { skipRow: true } as object);
    await expect(run).rejects.toThrow("runImport has no option skipRow, only onProgress, signal, skipRows");
    expect(server.calls("import.begin") + server.calls("import.run")).toBe(0);
  });

  it("is deleted if a part is refused, and fails with that error", async () => {
    server.work["import.addPart"] = () => {
      throw new Refusal("IMPORT_UPLOAD_CLOSED", "CONFLICT");
    };
    server.work["import.cancel"] = () => {
      throw unavailable();
    };
    const failing = uploadImport(caretype, { ...input, tables: [{ ...table, rows: rows(1) }] });
    await expect(failing).rejects.toThrow("IMPORT_UPLOAD_CLOSED");
    expect(server.calls("import.cancel")).toBe(1);
  });

  it("is deleted if its caller ends it while it waits", async () => {
    const abort = new AbortController();
    states = [{ state: "checking", progress: { stage: "reading", rowsDone: 0, rows: 1 } }];
    const ending = uploadImport(
      caretype,
      { ...input, tables: [{ ...table, rows: rows(1) }] },
      {
        signal: abort.signal,
        onProgress: ({ stage }) => stage === "reading" && abort.abort(new Error("left")),
      },
    );
    await expect(ending).rejects.toMatchObject({ cause: { cause: { message: "left" } } });
    await expect(ending).rejects.toSatisfy(isAborted);
    expect(server.calls("import.cancel")).toBe(1);
  });
});
