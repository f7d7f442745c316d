import Papa from "papaparse";
import type { ImportRow, ImportTable } from "./import.ts";

/** What can be read as CSV, such as a `File`. Node has `new File([await openAsBlob(path)], "patients.csv")`. */
export type CsvFile = { readonly name: string; text(): Promise<string> };

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
 * Reads CSV in UTF-8 whose first line has the headings. The separator is found by itself.
 * @throws {ImportFileError} if a quote is broken, a row has another number of cells, or there is no row.
 */
export async function readCsv(file: CsvFile): Promise<ImportTable> {
  const { name } = file;
  const rows: ImportRow[] = [];
  let header: string[] | undefined;
  let line = 1;
  const add = (cells: string[], broken: string | undefined) => {
    const refuse = (message: string) => new ImportFileError(message, { file: name, line });
    if (broken !== undefined) throw refuse(broken);
    if (cells.length > 1 || cells[0]?.trim() !== "") {
      if (header === undefined) header = cells.map((cell) => cell.trim());
      else if (cells.length === header.length) rows.push({ line, cells });
      else throw refuse(`The row has ${cells.length} cells, and the header ${header.length}.`);
    }
    line += cells.reduce((lines, cell) => lines + (cell.match(/\r\n|\n|\r/g)?.length ?? 0), 1);
  };
  const text = (await file.text()).replace(/^\u{FEFF}/u, "");
  Papa.parse<string[]>(text, {
    delimiter: delimiterOf(text),
    step: ({ data, errors }) => add(data, brokenQuote(errors)),
  });
  if (header === undefined || rows.length === 0)
    throw new ImportFileError("There is no row below a header.", { file: name, line: 1 });
  return { file: name, columns: header, rows };
}

const brokenQuote = (errors: readonly Papa.ParseError[]) =>
  errors.find(({ type }) => type === "Quotes")?.message;

/**
 * The delimiter that splits the header into the most columns.
 * Column names rarely contain commas; cells do.
 */
export function delimiterOf(text: string): string {
  const header = text.slice(0, 100_000).trimStart();
  const widths = [",", ";", "\t", "|"].map((delimiter) => {
    const { data } = Papa.parse<string[]>(header, { delimiter, preview: 1 });
    return { delimiter, width: data[0]?.length ?? 0 };
  });
  return widths.reduce((best, each) => (each.width > best.width ? each : best)).delimiter;
}

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

/** As the server escapes them, also in full width. A spreadsheet would run the cell. */
const formula = /^[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/;

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
