import type { FieldMessage } from "@caretype/api";
import Papa from "papaparse";
import { needsEscape, needsQuotes } from "./csv-cells.ts";
import { decodeText, isEncoding } from "./csv-encoding.ts";
import {
  type CsvOptions,
  CsvReader,
  type CsvRow,
  faultIn,
  separatorLine,
  withoutEscape,
} from "./csv-reader.ts";
import type { ImportTable } from "./import.ts";
import { requireKnown } from "./known-options.ts";

// biome-ignore lint/performance/noBarrelFile: this is the entry of the package for CSV.
export {
  type CsvOptions,
  type CsvPart,
  type CsvProblem,
  CsvReader,
  type CsvRow,
} from "./csv-reader.ts";

// Reads tables of any program, and writes and reads our own exports.

/** A source of CSV, such as a `File`. Node has `new File([await openAsBlob(path)], "patients.csv")`. */
export type CsvFile = {
  readonly name: string;
  text(): Promise<string>;
  /** The bytes, as in a `File`. Without this, the text is encoded as UTF-8. */
  arrayBuffer?(): Promise<ArrayBuffer>;
};

/** The file is not a valid table. Nothing was sent. */
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
 * Reads CSV in UTF-8 or UTF-16. Unless `options` say otherwise, the separator is detected, and the first row contains
 * the headings. Without headings, the columns are named `1`, `2` and so on.
 * @throws {ImportFileError} if a quote is broken, a row has another number of cells, or there is no row. Also for a
 * file in another encoding without `options.encoding`, and for a file that is not text.
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
  const at = { file: file.name, line: 1 };
  if (encoding !== undefined && !isEncoding(encoding))
    throw new ImportFileError(`"${encoding}" is not a known encoding. Use one such as "windows-1252".`, at);
  if (!file.arrayBuffer) return file.text();
  const decoded = decodeText(new Uint8Array(await file.arrayBuffer()), encoding);
  if ("fault" in decoded) {
    if (decoded.fault === "empty") return "";
    throw new ImportFileError("The file is not text. Choose a CSV file.", at);
  }
  if (!decoded.isSure && encoding === undefined)
    throw new ImportFileError(
      `The file is not in UTF-8. Pass its encoding, such as "${decoded.encoding}".`,
      at,
    );
  return decoded.text;
}

type Single = string | number | boolean | null | undefined;

/** The fields of an item that fit into a cell: single values, and lists of them. */
export type CsvColumn<Item> = {
  [Name in keyof Item & string]-?: Item[Name] extends Single | readonly Single[] ? Name : never;
}[keyof Item & string];

type Items<Item> = AsyncIterable<Item> | Iterable<Item>;

type CsvTable<Item> = { fileName: string; columns: readonly CsvColumn<Item>[] };

/** A table as CSV. */
export type Csv<Row> = {
  /** The file name to save it under. */
  readonly fileName: string;
  /** The column names, in order. */
  readonly columns: readonly CsvColumn<Row>[];
  /** The complete items, with their types and fields that are not columns. */
  readonly rows: readonly Row[];
  /** The whole file: a byte order mark, the column names, and a line for each row, ended by CRLF. */
  readonly text: string;
};

/**
 * Reads a list to its end, and writes its items as CSV, in REST's format. A cell joins a list's values with spaces,
 * is empty for null, and has microseconds in instants. Texts like formulas get an apostrophe. Columns have the
 * fields' names. `rows` keeps the values and their types.
 *
 * @throws {CallError} if a page cannot be read. It returns no partial file.
 *
 * @example
 * const entries = caretype.audit.list.pages({ limit: 1000, from: "2026-11-01" });
 * const { text, fileName } = await toCsv(entries, { fileName: "audit.csv", columns: ["at", "action", "outcome"] });
 * await writeFile(fileName, text);
 */
export async function toCsv<Item extends object>(
  items: Items<Item>,
  { fileName, columns }: CsvTable<Item>,
): Promise<Csv<Item>> {
  const rows: Item[] = [];
  for await (const item of items) rows.push(item);
  const cells = rows.map((row) => columns.map((column) => toCell(row[column])));
  const lines = Papa.unparse([[...columns], ...cells], {
    newline: "\r\n",
    quotes: (cell) => needsQuotes.test(cell),
  });
  return { fileName, columns, rows, text: `\u{FEFF}${lines}\r\n` };
}

/** The type of a cell: text, number, boolean, a list of texts, or a function such as `patientId.parse`. */
export type CsvType = "text" | "number" | "boolean" | "texts" | ((text: string) => unknown);

type TextOptions = Pick<CsvOptions, "encoding" | "separator">;

/** The value of a cell. Null if it is empty, except for lists. */
export type CsvValue<Type extends CsvType> = Type extends (text: string) => infer Value
  ? Value | null
  : { text: string | null; number: number | null; boolean: boolean | null; texts: string[] }[Extract<
      Type,
      string
    >];

/**
 * Reads a file of `toCsv`, with edits. Values have their types again: a text `007` stays a text, and instants have
 * their original form. An empty text is null, and so is each value of an empty row. Accepts the changes of
 * spreadsheets, such as `TRUE` and other separators.
 *
 * @throws {ImportFileError} like `readCsv`, and for a missing column, or a cell of another type.
 *
 * @example
 * const rows = await fromCsv(file, { id: patientId.parse, address: "text" });
 * for (const { id, address } of rows) if (id) await caretype.patient.update.mutate({ id, address, expectedVersion: "any" });
 */
export async function fromCsv<Types extends Record<string, CsvType>>(
  file: CsvFile,
  types: Types,
  options: TextOptions = {},
): Promise<{ [Name in keyof Types]: CsvValue<Types[Name]> }[]> {
  for (const [name, type] of Object.entries(types))
    if (typeof type !== "function" && !["text", "number", "boolean", "texts"].includes(type))
      throw new TypeError(`${name}: Unknown type ${type}. Use text, number, boolean, texts or a function`);
  requireKnown(options, { encoding: 1, separator: 1 }, "fromCsv");
  const { encoding, separator } = options;
  const fail = (line: number, message: string) => new ImportFileError(message, { file: file.name, line });
  const whole = withLineFeeds(await textOf(file, encoding));
  const [declaration = "", declared] = separatorLine.exec(whole) ?? [];
  const text = whole.slice(declaration.length);
  const linesBefore = declaration === "" ? 0 : 1;
  const headings = (delimiter: string) => {
    const names = rowsOf(text.split("\n", 1).join(), delimiter)[0]?.cells.map((cell) => cell.trim()) ?? [];
    return { delimiter, names, missing: Object.keys(types).filter((name) => !names.includes(name)) };
  };
  const given = separator ?? declared;
  const [header] = (given ? [given] : [",", ";", "\t", "|"])
    .map(headings)
    .sort((one, other) => one.missing.length - other.missing.length);
  const { delimiter = ",", names = [], missing = [] } = header ?? {};
  if (missing[0] !== undefined) throw fail(1 + linesBefore, `There is no column ${missing[0]}.`);
  const columns = Object.entries(types).map(([name, type]) => ({ name, type, at: names.indexOf(name) }));
  const rows = rowsOf(text, delimiter)
    .slice(1)
    .filter(({ cells }) => cells.length > 1 || cells[0] !== "" || names.length === 1);
  return rows.map(({ line: lineOfText, cells, fault }) => {
    const line = lineOfText + linesBefore;
    if (fault) throw fail(line, `${fault}.`);
    if (cells.length !== names.length)
      throw fail(line, `The row has ${cells.length} fields, the header ${names.length}.`);
    const values = columns.map(({ name, type, at }) => {
      try {
        const value = fromCell(cells[at] ?? "", type);
        if (value !== undefined) return [name, value];
      } catch (error) {
        throw fail(line, `${name}: ${error instanceof Error ? error.message : String(error)}.`);
      }
      throw fail(line, `${name}: Not a ${typeof type === "string" ? type : "value"}.`);
    });
    // `fromCell` returns each column's requested type.
    return Object.fromEntries(values) as { [Name in keyof Types]: CsvValue<Types[Name]> };
  });
}

/** Normalizes line ends outside of values, and drops the last one. */
const withLineFeeds = (text: string): string =>
  text
    .replace(/^\u{FEFF}/u, "")
    .replace(/"[^"]*"|\r\n?/g, (part) => (part.startsWith('"') ? part : "\n"))
    .replace(/\n$/, "");

type OwnRow = CsvRow & { fault: FieldMessage | undefined };

/** Also blank rows, with the line in which each begins. */
function rowsOf(text: string, delimiter: string): OwnRow[] {
  let line = 1;
  const rows: OwnRow[] = [];
  Papa.parse<string[]>(text, {
    delimiter,
    newline: "\n",
    step({ data: cells, errors }) {
      rows.push({ line, cells, fault: faultIn(errors) });
      line += cells.join().split(/\r\n?|\n/).length;
    },
  });
  return rows;
}

/** Undefined: not of this type. */
function fromCell(cell: string, type: CsvType): unknown {
  if (type === "texts") return cell.split(" ").filter(Boolean).map(fromText);
  const text = fromText(cell);
  if (text === "") return null;
  if (type === "text") return text;
  if (typeof type === "function") return type(text);
  const word = text.trim().toLowerCase();
  if (type === "boolean") return word === "true" ? true : word === "false" ? false : undefined;
  // As in the server's JSON: no negative zero, and no overflow.
  const number = /^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/.test(word) ? Number(word) + 0 : Number.NaN;
  return Number.isFinite(number) ? number : undefined;
}

function toCell(value: unknown): string {
  if (Array.isArray(value)) return value.map(toCell).join(" ");
  if (value === null || value === undefined) return "";
  // JSON has no such numbers.
  if (typeof value === "number" && !Number.isFinite(value)) return "";
  return toText(String(value));
}

/** Pads the server's instants to the same length, so that they sort as text. */
function toText(text: string): string {
  const [, seconds, fraction = ""] =
    /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{0,5}[1-9]))?Z$/.exec(text) ?? [];
  if (seconds !== undefined) return `${seconds}.${fraction.padEnd(6, "0")}Z`;
  return needsEscape.test(text) ? `'${text}` : text;
}

function fromText(text: string): string {
  const value = withoutEscape(text);
  return value === text
    ? text.replace(/^(\d{4}-\d\d-\d\dT[\d:]{8})(?=\.\d{6}Z$)(\.\d*[1-9])?\.?0*Z$/, "$1$2Z")
    : value;
}
