import type { FieldMessage } from "@caretype/api";
import Papa from "papaparse";
import { decodeText } from "./csv-encoding.ts";
import type { ImportRow, ImportTable } from "./import.ts";

// Reads and writes CSV. The console and the command line read it here, too.

/** What can be read as CSV, such as a `File`. Node has `new File([await openAsBlob(path)], "patients.csv")`. */
export type CsvFile = {
  readonly name: string;
  text(): Promise<string>;
  /** The bytes, as a `File` has them. Without this, the text is that of UTF-8. */
  arrayBuffer?(): Promise<ArrayBuffer>;
};

/** A file that is no table. Nothing was sent. */
export class ImportFileError extends Error {
  override readonly name = "ImportFileError";
  readonly file: string;
  /** The header is line 1. */
  readonly line: number;

  constructor(message: string, { file, line }: { file: string; line: number }) {
    super(`${file}, line ${line}: ${message}`);
    this.file = file;
    this.line = line;
  }
}

/**
 * Reads CSV in UTF-8 or UTF-16. The separator is found by itself, and the first row has the headings, unless `options` say
 * otherwise. Without headings, the columns are called `1`, `2` and so on.
 * @throws {ImportFileError} if a quote is broken, a row has another number of cells, or there is no row. Also for another
 * encoding that `options` do not name, and for a file that is no text.
 */
export async function readCsv(file: CsvFile, options: CsvOptions = {}): Promise<ImportTable> {
  const { name } = file;
  const reader = new CsvReader(options);
  const parts = [reader.push(await textOf(file, options.encoding)), reader.end()];
  const [problem] = parts.flatMap(({ problems }) => problems);
  if (problem)
    throw new ImportFileError(`${problem.column}: ${problem.message}.`, { file: name, line: problem.line });
  const rows = parts.flatMap((part) => part.rows);
  if (rows.length === 0)
    throw new ImportFileError("There is no row below a header.", { file: name, line: 1 });
  const columns = (reader.names ?? []).map((heading, at) =>
    reader.headerLine === null ? `${at + 1}` : heading,
  );
  return { file: name, columns, rows };
}

async function textOf(file: CsvFile, encoding: string | undefined): Promise<string> {
  if (!file.arrayBuffer) return file.text();
  const decoded = decodeText(new Uint8Array(await file.arrayBuffer()), encoding);
  const at = { file: file.name, line: 1 };
  if ("fault" in decoded) {
    if (decoded.fault === "empty") return "";
    throw new ImportFileError("The file is no text, such as CSV.", at);
  }
  if (!decoded.isSure && encoding === undefined)
    throw new ImportFileError(
      `The letters are not in UTF-8. Name their encoding, such as "${decoded.encoding}".`,
      at,
    );
  return decoded.text;
}

/** How to read a table, where the file does not say it. */
export type CsvOptions = {
  /** How `readCsv` reads the letters, such as `windows-1252`. Default: UTF-8, or UTF-16. */
  encoding?: string | undefined;
  /** What separates the cells. Default: as a first line such as `sep=;` says, otherwise what fits the rows best. */
  separator?: string | undefined;
  /**
   * The line with the headings, from 1. `false`: there is none. `"guess"`: the first row below a title, unless it looks
   * like any other. Default: the first row.
   */
  header?: number | false | "guess" | undefined;
  /** False: a quote is only a quote, as in the files of SNOMED CT. Default true. */
  hasQuotes?: boolean | undefined;
  /** False: a row that looks like totals is a row, as in a file of one's own. Default true. */
  hasTotals?: boolean | undefined;
};

/** The cells of a row, and the line in which it begins, from 1. */
export type CsvRow = { line: number; cells: string[] };

/** A row that cannot be read, and is left out. */
export type CsvProblem = { line: number; column: string; message: string };

export type CsvPart = { rows: CsvRow[]; problems: CsvProblem[] };

const messages = {
  MissingQuotes: "A quote is not closed",
  InvalidQuotes: "A quote is misplaced",
} as const satisfies Record<string, FieldMessage>;
type Fault = keyof typeof messages;

const separators = ["\t", ";", "|", ","];
/** Enough to tell the separator. */
const sampleLength = 100_000;
const sampleRows = 100;
/** Above rows with as many cells, a row with one is a title. */
const narrowest = 3;
/** An unclosed quote would take the rest of the file. No row is near this length. */
const longestRow = 1024 * 1024;

/**
 * Reads a table piece by piece. Rows without any value are left out, and separators at the end of a line are no cells.
 * Totals below the table are a problem. After a broken quote, it goes on with the next line.
 *
 * @example
 * const reader = new CsvReader({ header: 3 });
 * for await (const text of stream) for (const row of reader.push(text).rows) console.log(row.line, row.cells);
 * console.log(reader.end().rows, reader.names);
 */
export class CsvReader {
  /** The headings, in order. Empty texts if there are none. Null until the first row has been read. */
  names: string[] | null = null;
  /** The line with the headings. Null if there is none. */
  headerLine: number | null = null;
  readonly #options: CsvOptions;
  #delimiter: string | null = null;
  /** How many cells most rows have. */
  #width = 0;
  #text = "";
  /** A CR that may be the beginning of CR LF. */
  #held = "";
  #line = 1;
  #part: CsvPart = { rows: [], problems: [] };
  /** What looks like totals, unless a row follows. */
  #totals: CsvRow[] = [];

  constructor(options: CsvOptions = {}) {
    this.#options = options;
  }

  /** Returns the rows that are complete now, and those that are broken. */
  push(text: string): CsvPart {
    const all = this.#held + text;
    this.#held = all.endsWith("\r") ? "\r" : "";
    this.#text += withLineFeeds(all.slice(0, all.length - this.#held.length));
    if (this.#delimiter !== null || this.#text.length >= sampleLength) this.#read(false);
    return this.#take();
  }

  /** Returns the rest. */
  end(): CsvPart {
    this.#text += withLineFeeds(this.#held);
    this.#read(true);
    for (const { line, cells } of this.#totals)
      this.#report(
        line,
        Math.max(0, cells.findIndex(Boolean)),
        "Looks like totals below the table, and is no record",
      );
    return this.#take();
  }

  #take(): CsvPart {
    const part = this.#part;
    this.#part = { rows: [], problems: [] };
    return part;
  }

  #read(isEnd: boolean) {
    const delimiter = this.#delimiter ?? this.#begin();
    for (let fault: Fault | undefined = "MissingQuotes"; fault !== undefined; ) {
      fault = this.#readRows(delimiter, isEnd);
      if (fault === undefined && this.#text.length > longestRow && !isEnd) fault = "MissingQuotes";
      if (fault !== undefined) this.#skipLine(delimiter, fault);
    }
  }

  /** Finds out how the file is written. */
  #begin() {
    this.#text = this.#text.replace(/^\u{FEFF}/u, "");
    const [line = "", declared] = /^"?sep=([,;\t|])"?\r?\n/i.exec(this.#text) ?? [];
    if (line !== "") this.#line++;
    this.#text = this.#text.slice(line.length);
    const sample = this.#text.slice(0, sampleLength);
    const { separator, header, hasQuotes } = this.#options;
    const above = typeof header === "number" ? header - this.#line : 0;
    const rows = sample.split("\n").slice(Math.max(0, above)).join("\n");
    const given = separator ?? declared;
    const { delimiter, width } = shapeOf(rows, hasQuotes, given ? [given] : separators);
    this.#width = width;
    this.#delimiter = delimiter;
    return delimiter;
  }

  /** Reads complete rows, up to one with a broken quote. */
  #readRows(delimiter: string, isEnd: boolean): Fault | undefined {
    let used = 0;
    let fault: Fault | undefined;
    const parser = parserOf({ delimiter, hasQuotes: this.#options.hasQuotes }, ({ data, errors, meta }) => {
      fault = faultIn(errors);
      if (fault !== undefined) return parser.abort();
      used = meta.cursor;
      const [cells = []] = data;
      this.#add(withoutReturn(cells));
    });
    parser.parse(this.#text, 0, !isEnd);
    this.#text = fault === undefined && isEnd ? "" : this.#text.slice(used);
    return fault;
  }

  #skipLine(delimiter: string, fault: Fault) {
    const end = this.#text.indexOf("\n");
    const text = end === -1 ? this.#text : this.#text.slice(0, end);
    this.#text = end === -1 ? "" : this.#text.slice(end + 1);
    const [cells = []] = Papa.parse<string[]>(text, { delimiter, newline: "\n" }).data;
    this.#report(this.#line++, cells.length - 1, messages[fault]);
  }

  #add(cells: string[]) {
    const line = this.#line;
    this.#line += cells.reduce((lines, cell) => lines + linesIn(cell) - 1, 1);
    const { header } = this.#options;
    if (cells.every((cell) => cell.trim() === "")) return;
    if (typeof header === "number" && line < header) return;
    if (!this.names) {
      if (header === "guess" && this.#width >= narrowest && cells.filter(Boolean).length === 1) return;
      const hasHeader = header === "guess" ? !looksLikeRow(cells) : header !== false;
      this.names = hasHeader ? headingsOf(cells) : cells.map(() => "");
      if (hasHeader) this.headerLine = line;
      if (hasHeader) return;
    }
    if (this.#options.hasTotals !== false && isTotal(cells, this.names.length)) {
      this.#totals.push({ line, cells });
      return;
    }
    for (const row of this.#totals.splice(0)) this.#keep(row, this.names.length);
    this.#keep({ line, cells }, this.names.length);
  }

  #keep({ line, cells }: CsvRow, width: number) {
    if (cells.length < width || cells.slice(width).some((cell) => cell !== ""))
      this.#report(
        line,
        Math.min(cells.length, width),
        `The row has ${cells.length} fields, the header ${width}`,
      );
    else this.#part.rows.push({ line, cells: cells.slice(0, width).map(withoutEscape) });
  }

  #report(line: number, field: number, message: FieldMessage) {
    const { header } = this.#options;
    if (typeof header === "number" && line < header) return;
    this.#part.problems.push({ line, column: this.names?.[field] || `field ${field + 1}`, message });
  }
}

type Dialect = { delimiter: string; hasQuotes: boolean | undefined };
type Step = { data: string[][]; errors: readonly Papa.ParseError[]; meta: { cursor: number } };

/** The parser below `Papa.parse`, which alone tells where a row ends and leaves an incomplete one for later. */
const parserOf = ({ hasQuotes = true, ...dialect }: Dialect, step: (step: Step) => void): Papa.Parser =>
  new Papa.Parser({ ...dialect, newline: "\n", ...(!hasQuotes && { fastMode: true }), step });

const faultIn = (errors: readonly Papa.ParseError[]): Fault | undefined => {
  const [error] = errors;
  return error && (error.code === "MissingQuotes" ? "MissingQuotes" : "InvalidQuotes");
};

/**
 * The separator that splits the most rows into the same number of cells, at least two, and this number. Headings and texts have commas
 * of their own, so another separator is preferred to them.
 */
function shapeOf(text: string, hasQuotes: boolean | undefined, delimiters: readonly string[]): Shape {
  const shapes = delimiters.map((delimiter) => {
    const widths: number[] = [];
    const parser = parserOf({ delimiter, hasQuotes }, ({ data: [cells = []], errors }) => {
      if (cells.every((cell) => cell.trim() === "")) return;
      widths.push(faultIn(errors) === undefined ? cells.length : 0);
      if (widths.length === sampleRows) parser.abort();
    });
    parser.parse(text, 0, false);
    const alike = (width: number) => (width < 2 ? 0 : count(widths, width));
    const width = [...new Set(widths)].reduce((best, each) => (alike(each) > alike(best) ? each : best), 1);
    return { delimiter, width, score: alike(width) / widths.length };
  });
  const none = { delimiter: delimiters.at(-1) ?? ",", width: 1, score: 0 };
  return shapes.reduce((best, each) => (each.score > best.score ? each : best), none);
}

type Shape = { delimiter: string; width: number };

const count = (widths: readonly number[], width: number) => widths.filter((each) => each === width).length;

/** A line may end in CR alone, as in old files of the Mac. */
const withLineFeeds = (text: string): string =>
  text.includes("\r") ? text.replace(/\r(?!\n)/g, "\n") : text;

/** A line may end in CR LF. */
const withoutReturn = (cells: readonly string[]): string[] =>
  cells.map((cell, at) => (at === cells.length - 1 && cell.endsWith("\r") ? cell.slice(0, -1) : cell));

function headingsOf(cells: readonly string[]): string[] {
  const names = cells.map((cell) => cell.trim());
  return names.slice(0, names.findLastIndex((name) => name !== "") + 1);
}

const linesIn = (cell: string) => (cell.includes("\n") ? cell.split("\n").length : 1);

/** What programs write below a table, in words of their languages: `Total: 2`, `Summe`, `(2 rows affected)`. */
const total =
  /^\(?(\d*)\s*(?:(?:grand|sub)?[\s-]*totale?s?|sum(?:me|ma|a)?|somm[ae]|gesamt(?:summe|zahl)?|insgesamt|anzahl|datensätze|(?:row ?)?count|rows?|records?|合計|総計|件数)(?:\s+(?:affected|selected)\.?)?\s*[:=]?\s*([\d.,'’]*)\)?$/i;
const amount = /^-?[\d.,'’\s]*\d\s*[%€$£]?$/u;

/** Words for totals, and nothing but numbers beside them. A name may be such a word. */
function isTotal(cells: readonly string[], width: number): boolean {
  const at = cells.findIndex((cell) => cell.trim() !== "");
  const [word, before = "", after = ""] = total.exec(cells[at]?.trim() ?? "") ?? [];
  if (word === undefined) return false;
  const others = cells.slice(at + 1).map((cell) => cell.trim());
  return others.every((cell) => cell === "" || amount.test(cell)) && (width > 1 || before + after !== "");
}

/** An apostrophe keeps spreadsheets from running a cell as a formula. It is not part of the value. */
const withoutEscape = (cell: string): string =>
  cell.replace(/^'(?='*[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20])/, "");

/** Values that occur in rows, and hardly ever as a heading. */
const values: readonly RegExp[] = [
  /^[^\s@]+@[^\s@]+\.[^\s@]+$/,
  /^\d{4}-\d{1,2}-\d{1,2}$|^\d{1,2}[./-]\d{1,2}[./-]\d{4}$/,
  /^\+?[\d\s()/-]{7,}$/,
];

const looksLikeRow = (cells: readonly string[]): boolean =>
  cells.some((cell) => values.some((value) => value.test(cell.trim())));

type Single = string | number | boolean | null | undefined;

/** The fields of an item that fit into a cell: single values, and lists of them. */
export type CsvColumn<Item> = {
  [Name in keyof Item & string]-?: Item[Name] extends Single | readonly Single[] ? Name : never;
}[keyof Item & string];

/** A table as CSV. */
export type Csv<Row> = {
  /** The name to save it under. */
  readonly fileName: string;
  /** The names of the columns, in order. */
  readonly columns: readonly (keyof Row & string)[];
  /** The rows with their types, as they were answered. */
  readonly rows: readonly Row[];
  /** The whole file: a byte order mark, the names of the columns, and a line for each row, ended by CRLF. */
  readonly text: string;
};

/** As the server escapes them, also in full width. A spreadsheet would run the cell. An apostrophe before one is kept. */
const formula = /^'*[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/;

/**
 * Reads a list to its end, and writes its items as CSV, as REST does: the values of a list are in one cell, separated by
 * spaces, null is an empty cell, instants have microseconds, and what looks like a formula gets an apostrophe. The columns
 * are named as the fields are. `rows` keeps the values and their types.
 *
 * @throws {CallError} if a page cannot be read. Nothing is returned then: half a file would look like a whole one.
 *
 * @example
 * const entries = caretype.audit.list.pages({ limit: 1000, from: "2026-11-01" });
 * const { text, fileName } = await toCsv(entries, { fileName: "audit.csv", columns: ["at", "action", "outcome"] });
 * await writeFile(fileName, text);
 */
export async function toCsv<Item extends object, const Column extends CsvColumn<Item>>(
  items: AsyncIterable<Item> | Iterable<Item>,
  { fileName, columns }: { fileName: string; columns: readonly Column[] },
): Promise<Csv<Pick<Item, Column>>> {
  const rows: Item[] = [];
  for await (const item of items) rows.push(item);
  const cells = rows.map((row) => columns.map((column) => toCell(row[column])));
  const lines = Papa.unparse([[...columns], ...cells], { escapeFormulae: formula, newline: "\r\n" });
  return { fileName, columns, rows, text: `\u{FEFF}${lines}\r\n` };
}

/** How a cell is read: as a text, a number, yes or no, a list of texts, or by a function such as `patientId.parse`. */
export type CsvType = "text" | "number" | "boolean" | "texts" | ((text: string) => unknown);

/** The value of a cell. Null: it is empty. An empty list is a list. */
export type CsvValue<Type extends CsvType> = Type extends (text: string) => infer Value
  ? Value | null
  : { text: string | null; number: number | null; boolean: boolean | null; texts: string[] }[Extract<
      Type,
      string
    >];

/**
 * Reads what `toCsv` wrote, as somebody may have changed it. Values have their types again: a text `007` is a text, and
 * instants are as they were answered. An empty text is null. Spreadsheets may write `TRUE`.
 *
 * @throws {ImportFileError} as `readCsv` does, for a column that is missing, and for a cell that is not of its type.
 *
 * @example
 * const rows = await fromCsv(file, { id: patientId.parse, address: "text" });
 * for (const { id, address } of rows) if (id) await caretype.patient.update.mutate({ id, address, expectedVersion: "any" });
 */
export async function fromCsv<const Types extends Record<string, CsvType>>(
  file: CsvFile,
  types: Types,
  options: CsvOptions = {},
): Promise<{ -readonly [Name in keyof Types]: CsvValue<Types[Name]> }[]> {
  const table = await readCsv(file, { hasTotals: false, ...options });
  const columns = Object.entries(types).map(([name, type]) => ({
    name,
    type,
    at: table.columns.indexOf(name),
  }));
  const fail = (line: number, message: string) => new ImportFileError(message, { file: file.name, line });
  for (const { name, at } of columns) if (at === -1) throw fail(1, `There is no column ${name}.`);
  const valueIn = ({ line, cells }: ImportRow, { name, type, at }: (typeof columns)[number]) => {
    const value = fromCell(cells[at] ?? "", type);
    if (value === undefined) throw fail(line, `${name}: Not a ${String(type)}.`);
    return value;
  };
  // Each column has the type that was asked for, which `fromCell` returns.
  return table.rows.map(
    (row) =>
      Object.fromEntries(columns.map((column) => [column.name, valueIn(row, column)])) as {
        -readonly [Name in keyof Types]: CsvValue<Types[Name]>;
      },
  );
}

/** Undefined: it is not of this type. */
function fromCell(cell: string, type: CsvType): unknown {
  const text = cell.replace(/^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d*?[1-9])?)\.?0+Z$/, "$1Z");
  if (type === "texts") return text.split(" ").filter(Boolean);
  if (text === "") return null;
  if (type === "text") return text;
  if (typeof type === "function") return type(text);
  const word = text.trim().toLowerCase();
  if (type === "boolean") return word === "true" ? true : word === "false" ? false : undefined;
  return /^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/.test(word) ? Number(word) : undefined;
}

function toCell(value: unknown): string {
  if (Array.isArray(value)) return value.map(toCell).join(" ");
  if (value === null || value === undefined) return "";
  return inMicroseconds(String(value));
}

/** Pads instants to the same length, so that they sort as text. */
const inMicroseconds = (text: string) =>
  text.replace(
    /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,6}))?Z$/,
    (_all, seconds: string, fraction = "") => `${seconds}.${fraction.padEnd(6, "0")}Z`,
  );
