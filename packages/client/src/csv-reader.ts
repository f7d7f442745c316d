import type { FieldMessage } from "@caretype/api";
import Papa from "papaparse";
import { needsEscape } from "./csv-cells.ts";
import { requireKnown } from "./known-options.ts";

// Reads CSV of any program. The console and the command line use it, too.

/** The format of a table. Defaults are detected from the file. */
export type CsvOptions = {
  /** The character encoding for `readCsv`, such as `windows-1252`. Default: UTF-8, or UTF-16. */
  encoding?: string | undefined;
  /**
   * The separator of the cells. Default: that of a first line such as `sep=;`, otherwise the best fit for the rows.
   */
  separator?: string | undefined;
  /**
   * The line of the headings, counted from 1. `false`: no headings. `"guess"`: the first row below a title, unless it
   * looks like data. Default: the first row.
   */
  header?: number | false | "guess" | undefined;
  /**
   * Whether quotes may enclose cells. False: a quote is an ordinary character, as in the files of SNOMED CT. Default:
   * true.
   */
  hasQuotes?: boolean | undefined;
};

const csvOptions = { encoding: 1, separator: 1, header: 1, hasQuotes: 1 } satisfies Record<
  keyof CsvOptions,
  1
>;

/** The cells of a row, and its first line, counted from 1. */
export type CsvRow = { line: number; cells: string[] };

/** An unreadable row, which is skipped. */
export type CsvProblem = { line: number; column: string; message: string };

export type CsvPart = { rows: CsvRow[]; problems: CsvProblem[] };

const faults = {
  missing: "A quote is not closed",
  misplaced: "A quote is misplaced",
} as const satisfies Record<string, FieldMessage>;
type Fault = (typeof faults)[keyof typeof faults];

const separators = ["\t", ";", "|", ","];
/** Enough to detect the separator. */
const sampleLength = 100_000;
const sampleRows = 100;
/** A title stands above rows of at least this many cells. */
const narrowest = 3;
/** No row is longer. An unclosed quote would swallow the rest of the file. */
const maxRowLength = 1024 * 1024;

/**
 * Reads a table incrementally. Skips empty rows, and ignores separators at the end of a line. Reports totals below
 * the table as a problem. After a broken quote, continues with the next line.
 *
 * @example
 * const reader = new CsvReader({ header: 3 });
 * for await (const text of stream) for (const row of reader.push(text).rows) console.log(row.line, row.cells);
 * console.log(reader.end().rows, reader.names);
 */
export class CsvReader {
  /**
   * The headings, in order: `Phone`, `Phone (2)`. Empty texts without headings. Null until the first row has been
   * read.
   */
  names: string[] | null = null;
  /** The line of the headings, or null without headings. */
  headerLine: number | null = null;
  /** The number of rows that repeat the headings. They are skipped. */
  repeatedHeadings = 0;
  readonly #options: CsvOptions;
  #delimiter: string | null = null;
  #quotes: Quotes = { hasQuotes: true, quoteChar: '"' };
  #shape: Shape = { delimiter: ",", width: 0, widest: [], hasValues: false };
  #text = "";
  /** A CR that may be the beginning of CR LF. */
  #held = "";
  #line = 1;
  /** Cells of the headings, also unnamed ones. */
  #headings = 0;
  #part: CsvPart = { rows: [], problems: [] };
  /** Possible totals, unless a row follows. */
  #totals: CsvRow[] = [];

  constructor(options: CsvOptions = {}) {
    requireKnown(options, csvOptions, "Reading CSV");
    this.#options = options;
  }

  /** Returns the rows completed by this text, and broken ones. */
  push(text: string): CsvPart {
    const all = this.#held + text;
    this.#held = all.endsWith("\r") ? "\r" : "";
    this.#text += cleaned(all.slice(0, all.length - this.#held.length));
    if (this.#delimiter !== null || this.#text.length >= sampleLength) this.#read(false);
    return this.#take();
  }

  end(): CsvPart {
    this.#text += cleaned(this.#held);
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
    for (let fault: Fault | undefined = faults.missing; fault !== undefined; ) {
      fault = this.#readRows(delimiter, isEnd);
      if (fault === undefined && this.#text.length > maxRowLength && !isEnd) fault = faults.missing;
      if (fault !== undefined) this.#skipLine(delimiter, fault);
    }
  }

  #begin() {
    this.#text = this.#text.replace(/^\u{FEFF}/u, "");
    const [line = "", declared] = separatorLine.exec(this.#text) ?? [];
    if (line !== "") this.#line++;
    this.#text = this.#text.slice(line.length);
    const sample = this.#text.slice(0, sampleLength);
    const { separator, header, hasQuotes } = this.#options;
    const above = typeof header === "number" ? header - this.#line : 0;
    const rows = sample.split("\n").slice(Math.max(0, above)).join("\n");
    const given = separator ?? declared;
    this.#quotes = { hasQuotes, quoteChar: singlyQuoted.test(rows) ? "'" : '"' };
    this.#shape = shapeOf(rows, this.#quotes, given ? [given] : separators);
    this.#delimiter = this.#shape.delimiter;
    return this.#delimiter;
  }

  /** Reads complete rows, up to one with a broken quote. */
  #readRows(delimiter: string, isEnd: boolean): Fault | undefined {
    let used = 0;
    let fault: Fault | undefined;
    const parser = parserOf({ delimiter, ...this.#quotes }, ({ data, errors, meta }) => {
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
    this.#report(this.#line++, cells.length - 1, fault);
  }

  #add(cells: string[]) {
    const line = this.#line;
    this.#line += cells.reduce((lines, cell) => lines + linesIn(cell) - 1, 1);
    const { header } = this.#options;
    if (isBlank(cells)) return;
    if (typeof header === "number" && line < header) return;
    if (!this.names) {
      if (header === "guess" && this.#isTitle(cells)) return;
      const hasHeader = header === "guess" ? !looksLikeRow(cells) : header !== false;
      this.names = hasHeader ? headingsOf(cells) : cells.map(() => "");
      if (hasHeader) {
        this.headerLine = line;
        this.#headings = cells.length;
        return;
      }
    }
    if (this.#isHeadingAgain(cells)) {
      this.repeatedHeadings++;
      return;
    }
    if (isTotal(cells, this.names.length)) {
      this.#totals.push({ line, cells });
      return;
    }
    for (const row of this.#totals.splice(0)) this.#keep(row, this.names.length);
    this.#keep({ line, cells }, this.names.length);
  }

  /** Above rows with more cells, a row with one is a title, or with two if a heading follows. */
  #isTitle(cells: readonly string[]): boolean {
    const { width, hasValues } = this.#shape;
    const widest = this.#shape.widest.slice(0, lengthOf(this.#shape.widest));
    const filled = cells.filter(Boolean).length;
    const isShort = filled === 2 && lengthOf(cells) < widest.length;
    // Otherwise, they are headings that end with a separator.
    const isHeadingBelow =
      widest.every(Boolean) && (cells.length !== width || widest.length - filled > 1 || hasValues);
    return width >= narrowest && (filled === 1 || (isShort && isHeadingBelow && !looksLikeRow(widest)));
  }

  /** Joined files, and pages of a report, repeat the headings. */
  #isHeadingAgain(cells: readonly string[]): boolean {
    const [first, ...others] = (this.headerLine !== null && this.names) || [];
    if (others.length === 0 || cells[0]?.trim() !== first) return false;
    const again = headingsOf(cells.slice(0, others.length + 1));
    return others.every((name, at) => (again[at + 1] ?? "") === name);
  }

  #keep({ line, cells }: CsvRow, width: number) {
    // Headings that end with separators leave unnamed columns.
    if (cells.length < width || cells.slice(Math.max(width, this.#headings)).some((cell) => cell !== ""))
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

type Quotes = { hasQuotes: boolean | undefined; quoteChar: string };
type Dialect = Quotes & { delimiter: string };
type Step = { data: string[][]; errors: readonly Papa.ParseError[]; meta: { cursor: number } };

/** The parser inside `Papa.parse`. Only it reports where a row ends and leaves an incomplete one for later. */
const parserOf = ({ hasQuotes = true, ...dialect }: Dialect, step: (step: Step) => void): Papa.Parser =>
  new Papa.Parser({ ...dialect, newline: "\n", ...(!hasQuotes && { fastMode: true }), step });

/** Some databases quote headings and texts with single quotes. */
const singlyQuoted = /^'(?:[^'\n]|'')+'[,;|\t\r\n]/;

export const faultIn = ([error]: readonly Papa.ParseError[]): Fault | undefined =>
  error && faults[error.code === "MissingQuotes" ? "missing" : "misplaced"];

/**
 * The separator that splits most rows into the same number of cells, at least two. Headings and texts contain commas,
 * so any other separator is preferred.
 */
function shapeOf(text: string, quotes: Quotes, delimiters: readonly string[]): Shape {
  const shapes = delimiters.map((delimiter) => {
    const rows: string[][] = [];
    const parser = parserOf({ delimiter, ...quotes }, ({ data: [cells = []], errors }) => {
      if (isBlank(cells)) return;
      rows.push(faultIn(errors) === undefined ? cells : []);
      if (rows.length === sampleRows) parser.abort();
    });
    parser.parse(text, 0, false);
    const widths = rows.map((cells) => cells.length);
    const alike = (width: number) => (width < 2 ? 0 : count(widths, width));
    const width = [...new Set(widths)].reduce((best, each) => (alike(each) > alike(best) ? each : best), 1);
    const widest = rows
      .filter((cells) => cells.length === width)
      .reduce((best, each) => (lengthOf(each) > lengthOf(best) ? each : best), []);
    const hasValues = rows.some(looksLikeRow);
    return { delimiter, width, widest, hasValues, score: alike(width) / widths.length };
  });
  const none = { delimiter: delimiters.at(-1) ?? ",", width: 1, widest: [], hasValues: false, score: 0 };
  return shapes.reduce((best, each) => (each.score > best.score ? each : best), none);
}

/**
 * The most common number of cells, the fullest of the first rows with it, and whether any row looks like data.
 */
type Shape = { delimiter: string; width: number; widest: readonly string[]; hasValues: boolean };

const count = (widths: readonly number[], width: number) => widths.filter((each) => each === width).length;

/** A line may end in CR alone, as in old Mac files. Old programs end a file with Control-Z. */
const cleaned = (text: string): string =>
  (text.includes("\r") ? text.replace(/\r(?!\n)/g, "\n") : text).replaceAll("\u{1A}", "");

/** Whether a row is empty: only blanks, or a ruler as databases print it, `-----,----------`. */
const isBlank = (cells: readonly string[]): boolean =>
  cells.every((cell) => /^[-=+\u{2500}\u{253C}\s]*$/u.test(cell)) &&
  (cells.every((cell) => cell.trim() === "") || cells.some((cell) => /[-=\u{2500}]{3}/u.test(cell)));

const lengthOf = (cells: readonly string[]): number => cells.findLastIndex((cell) => cell.trim() !== "") + 1;

/** A line may end in CR LF. */
const withoutReturn = (cells: readonly string[]): string[] =>
  cells.map((cell, at) => (at === cells.length - 1 && cell.endsWith("\r") ? cell.slice(0, -1) : cell));

function headingsOf(cells: readonly string[]): string[] {
  const names = cells.map((cell) => cell.trim());
  return distinctNames(names.slice(0, names.findLastIndex((name) => name !== "") + 1));
}

/** Makes the columns' names unique, `Phone`, `Phone (2)`, and drops unnamed ones. */
function distinctNames(names: readonly string[]): string[] {
  const taken = new Set(names);
  return names.map((name, at) => {
    if (name === "" || names.indexOf(name) === at) return name;
    let distinct = name;
    for (let number = 2; taken.has(distinct); number++) distinct = `${name} (${number})`;
    taken.add(distinct);
    return distinct;
  });
}

const linesIn = (cell: string) => (cell.includes("\n") ? cell.split("\n").length : 1);

/** Totals below a table, in several languages: `Total: 2`, `Summe`, `(2 rows affected)`. */
const total =
  /^\(?(\d*)[\s-]*(?:(?:(?:grand|sub)[\s-]*)?tota(?:le?s?|al|lt)|sum(?:me|ma|a)?|somm[ae]|gesamt(?:summe|zahl)?|insgesamt|anzahl|datensätze|zeilen|einträge|(?:row ?)?count|rows?|records?|entries|filas|registros|lignes|enregistrements|righe|linhas|celkem|razem|összesen|yhteensä|toplam|итого|всего|σύνολο|合計|総計|件数|合计|总计|합계)(?:\s+(?:affected|selected)\.?)?\s*(?:[:=]\s*)?([\d.,'’]*)\)?$/i;
const amount = /^-?[\d.,'’\s]*\d\s*[%€$£]?$/u;

/** Words for totals that have only numbers beside them, because a name may be such a word. */
function isTotal(cells: readonly string[], width: number): boolean {
  const at = cells.findIndex((cell) => cell.trim() !== "");
  const [word, before = "", after = ""] = total.exec(cells[at]?.trim() ?? "") ?? [];
  if (word === undefined) return false;
  const others = cells.slice(at + 1).map((cell) => cell.trim());
  return others.every((cell) => cell === "" || amount.test(cell)) && (width > 1 || before + after !== "");
}

/** The first line may name the separator. A spreadsheet appends separators for the other columns. */
export const separatorLine = /^"?sep=([,;\t|])"?(?:\1| )*\r?\n/i;

/** A text as a formula, such as `="0791234567"`, which preserves leading zeros. */
const textFormula = /^="((?:[^"]|"")*)"$/;

/** The value, without the apostrophe or the formula of a text. */
export function withoutEscape(cell: string): string {
  const [, text] = (cell.startsWith("=") && textFormula.exec(cell)) || [];
  if (text !== undefined) return text.replaceAll('""', '"');
  return cell.startsWith("'") && needsEscape.test(cell) ? cell.slice(1) : cell;
}

/** Values that are common in rows, and rare as headings. */
const values: readonly RegExp[] = [
  /^[^\s@]+@[^\s@][^\s@.]*\.[^\s@]+$/,
  /^\d{4}-\d{1,2}-\d{1,2}$|^\d{1,2}[./-]\d{1,2}[./-]\d{4}$/,
  /^\+?[\d\s()/-]{7,}$/,
];

const looksLikeRow = (cells: readonly string[]): boolean =>
  cells.some((cell) => values.some((value) => value.test(cell.trim())));
