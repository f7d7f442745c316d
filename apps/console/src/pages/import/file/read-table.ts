import type { FieldMessage } from "@caretype/api";
import { fieldName, widthProblem } from "@caretype/api/import/column-layout";
import { delimiterOf } from "@caretype/client/csv";
import Papa from "papaparse";
import { type Decoded, decodeText } from "./decode-text.ts";
import {
  type FileFault,
  mostColumns,
  type Problem,
  type Problems,
  type ReadOptions,
  type SourceRow,
  type TableFile,
} from "./protocol.ts";

/** A file with all its rows. */
export type Table = Omit<TableFile, "rows"> & { rows: SourceRow[] };

type TableOptions = ReadOptions & {
  name: string;
  wanted?: readonly string[];
  /** For columns without a name, with `#` for their number. */
  columnName: string;
};

const maxProblems = 100;
const sampleRows = 100;
const longestSample = 200;
const letterRows = 5;
/** The API's limits, in characters. */
const longestCell = 100_000;
const longestName = 200;

/** Reads CSV with a header and any delimiter. Keeps the line of each row. */
export function readTable(bytes: Uint8Array, options: TableOptions): Table | FileFault {
  const decoded = decodeText(bytes, options.encoding);
  if ("fault" in decoded) return { file: options.name, fault: decoded.fault };
  if (options.wanted && !decoded.isSure) return { file: options.name, fault: "notUtf8" };
  const reader = new TableReader(options, decoded);
  const declared = delimiterLine.exec(decoded.text);
  if (declared) reader.skipLine();
  const text = decoded.text.slice(declared?.[0].length ?? 0);
  Papa.parse<string[]>(text, {
    delimiter: declared?.[1] ?? delimiterOf(text),
    // Without quotes.
    ...(options.isCodes && !/\.csv$/i.test(options.name) && { fastMode: true }),
    step: ({ data, errors }) => reader.add(data, errors.find(({ type }) => type === "Quotes")?.code),
  });
  return reader.end();
}

/** Excel reads a first line such as `sep=;` as the delimiter, and does not show it. */
const delimiterLine = /^"?sep=([,;\t|])"?(?:\r\n|\n|\r)/i;

/** Messages of the API's list, which the page translates as it does the server's. */
const problems = {
  openQuote: "A quote is not closed",
  misplacedQuote: "A quote is misplaced",
  longCell: "Longer than 100,000 characters",
} as const satisfies Record<string, FieldMessage>;

const linesIn = (cell: string) =>
  cell.includes("\n") || cell.includes("\r") ? cell.split(/\r\n|\n|\r/).length : 1;
const isBlank = (cells: readonly string[]) => cells.length <= 1 && (cells[0] ?? "").trim() === "";

/** An apostrophe keeps spreadsheets from running a cell as a formula. It is not part of the value. */
const withoutEscape = (cell: string): string => cell.replace(/^'(?=[=+\-@\t\r])/, "");

const cutCells = ({ line, cells }: SourceRow): SourceRow => ({
  line,
  cells: cells.map((cell) => cell.slice(0, longestSample)),
});

function rowsWithLetters(rows: readonly SourceRow[]): SourceRow[] {
  const found: SourceRow[] = [];
  for (const row of rows) {
    if (row.cells.some((cell) => /[^\0-\u{7F}]/u.test(cell))) found.push(row);
    if (found.length === letterRows) break;
  }
  return found;
}

class TableReader {
  readonly #name: string;
  readonly #columnName: string;
  readonly #decoded: Decoded;
  #hasHeader: boolean | undefined;
  readonly #wanted: ReadonlySet<string> | null;
  readonly #rows: SourceRow[] = [];
  readonly #problems: Problems = { total: 0, first: [] };
  #names: string[] | null = null;
  /** Indexes of the columns to keep. */
  #fields: number[] = [];
  #line = 1;

  constructor({ name, wanted, hasHeader, columnName }: TableOptions, decoded: Decoded) {
    this.#name = name;
    this.#columnName = columnName;
    this.#decoded = decoded;
    // The columns of an export are known by their names.
    this.#hasHeader = wanted ? true : hasHeader;
    this.#wanted = wanted ? new Set(wanted.map((column) => column.toLowerCase())) : null;
  }

  add(cells: string[], brokenQuotes?: string) {
    const line = this.#line;
    this.#line += cells.reduce((lines, cell) => lines + linesIn(cell) - 1, 1);
    if (isBlank(cells)) return;
    if (!this.#names) {
      this.#hasHeader ??= !looksLikeRow(cells);
      this.#setHeader(cells, this.#hasHeader);
      if (this.#hasHeader) return;
    }
    const problem = this.#problemOf(cells, brokenQuotes);
    if (problem) return this.#report({ line, ...problem });
    this.#rows.push({ line, cells: this.#fields.map((field) => withoutEscape(cells[field] ?? "")) });
  }

  /** Skips a line that is not part of the table. */
  skipLine() {
    this.#line++;
  }

  end(): Table | FileFault {
    const file = this.#name;
    const names = this.#names;
    if (!names) return { file, fault: "empty" };
    if (names.length > mostColumns) return { file, fault: "tooManyColumns" };
    if (names.some((name) => name.length > longestName)) return { file, fault: "noHeader" };
    const columns = this.#fields.map((field) => names[field] ?? "");
    const rows = this.#rows;
    if (rows.length === 0 && this.#problems.total === 0) return { file, fault: "noRows" };
    const { encoding, isSure: isEncodingSure } = this.#decoded;
    return {
      file,
      columns,
      rows,
      samples: rows.slice(0, sampleRows).map(cutCells),
      letterRows: isEncodingSure ? [] : rowsWithLetters(rows).map(cutCells),
      encoding,
      isEncodingSure,
      hasHeader: this.#hasHeader ?? true,
      problems: this.#problems,
    };
  }

  #setHeader(cells: string[], hasHeader: boolean) {
    const names = cells.map((cell) => (hasHeader ? cell.trim() : ""));
    // A separator at the end of the line is no column.
    const last = hasHeader ? names.findLastIndex((name) => name !== "") : names.length - 1;
    this.#names = this.#wanted ? names : distinctNames(names.slice(0, last + 1), this.#columnName);
    this.#fields = this.#names.flatMap((name, field) =>
      this.#wanted === null || this.#wanted.has(name.toLowerCase()) ? [field] : [],
    );
  }

  #problemOf(cells: string[], brokenQuotes?: string): Pick<Problem, "column" | "message"> | null {
    const names = this.#names ?? [];
    if (brokenQuotes)
      return {
        column: null,
        message: brokenQuotes === "MissingQuotes" ? problems.openQuote : problems.misplacedQuote,
      };
    // Many programs end a line with separators.
    const isLonger = cells.length > names.length && cells.slice(names.length).some((cell) => cell !== "");
    if (isLonger || cells.length < names.length) return widthProblem(names, cells.length);
    const tooLong = cells.findIndex((cell) => cell.length > longestCell);
    if (tooLong === -1) return null;
    return {
      column: fieldName(names, tooLong),
      message: problems.longCell,
    };
  }

  #report(problem: Omit<Problem, "file">) {
    this.#problems.total++;
    if (this.#problems.first.length < maxProblems)
      this.#problems.first.push({ file: this.#name, ...problem });
  }
}

/** Values that occur in rows, and hardly ever as the name of a column. */
const values: readonly RegExp[] = [
  /^[^\s@]+@[^\s@]+\.[^\s@]+$/,
  /^\d{4}-\d{1,2}-\d{1,2}$|^\d{1,2}[./-]\d{1,2}[./-]\d{4}$/,
  /^\+?[\d\s()/-]{7,}$/,
];

/** Whether the first line looks like a row, so that the file has no column names. */
const looksLikeRow = (cells: readonly string[]): boolean =>
  cells.some((cell) => values.some((value) => value.test(cell.trim())));

/** Gives each column a name of its own: `Phone`, `Phone (2)`, and `columnName` for one without a name. */
function distinctNames(names: readonly string[], columnName: string): string[] {
  const taken = new Set<string>(names);
  const seen = new Set<string>();
  return names.map((name, at) => {
    const base = name || columnName.replace("#", String(at + 1));
    if (name && !seen.has(name)) {
      seen.add(name);
      return name;
    }
    let distinct = base;
    for (let number = 2; taken.has(distinct); number++) distinct = `${base} (${number})`;
    taken.add(distinct);
    return distinct;
  });
}
