import { fieldName, widthProblem } from "@caretype/api/import/column-layout";
import Papa from "papaparse";
import { decodeText } from "./decode-text.ts";
import type { FileFault, Problem, Problems, SourceRow, TableFile } from "./protocol.ts";

/** A file with all its rows. */
export type Table = Omit<TableFile, "rows"> & { rows: SourceRow[] };

type TableOptions = { name: string; wanted?: readonly string[] };

const maxProblems = 100;
const sampleRows = 5;
/** The API's limits, in characters. */
const longestCell = 100_000;
const longestName = 200;
const mostColumns = 500;

/** Reads CSV with a header and any delimiter. Keeps the line of each row. */
export function readTable(bytes: Uint8Array, options: TableOptions): Table | FileFault {
  const decoded = decodeText(bytes);
  if ("fault" in decoded) return { file: options.name, fault: decoded.fault };
  const reader = new TableReader(options);
  const declared = delimiterLine.exec(decoded.text);
  if (declared) reader.skipLine();
  const text = decoded.text.slice(declared?.[0].length ?? 0);
  Papa.parse<string[]>(text, {
    delimiter: declared?.[1] ?? delimiterOf(text),
    step: ({ data, errors }) => reader.add(data, errors.find(({ type }) => type === "Quotes")?.code),
  });
  return reader.end();
}

/** Excel reads a first line such as `sep=;` as the delimiter, and does not show it. */
const delimiterLine = /^"?sep=([,;\t|])"?(?:\r\n|\n|\r)/i;

/**
 * The delimiter that splits the header into the most columns.
 * Column names rarely contain commas; cells do.
 */
function delimiterOf(text: string): string {
  const header = text.slice(0, 100_000).trimStart();
  const widths = [",", ";", "\t", "|"].map((delimiter) => {
    const { data } = Papa.parse<string[]>(header, { delimiter, preview: 1 });
    return { delimiter, width: data[0]?.length ?? 0 };
  });
  return widths.reduce((best, each) => (each.width > best.width ? each : best)).delimiter;
}

const linesIn = (cell: string) =>
  cell.includes("\n") || cell.includes("\r") ? cell.split(/\r\n|\n|\r/).length : 1;
const isBlank = (cells: readonly string[]) => cells.length <= 1 && (cells[0] ?? "").trim() === "";

class TableReader {
  readonly #name: string;
  readonly #wanted: ReadonlySet<string> | null;
  readonly #rows: SourceRow[] = [];
  readonly #problems: Problems = { total: 0, first: [] };
  #names: string[] | null = null;
  /** Indexes of the columns to keep. */
  #fields: number[] = [];
  #line = 1;

  constructor({ name, wanted }: TableOptions) {
    this.#name = name;
    this.#wanted = wanted ? new Set(wanted.map((column) => column.toLowerCase())) : null;
  }

  add(cells: string[], brokenQuotes?: string) {
    const line = this.#line;
    this.#line += cells.reduce((lines, cell) => lines + linesIn(cell) - 1, 1);
    if (isBlank(cells)) return;
    if (!this.#names) return this.#setHeader(cells);
    const problem = this.#problemOf(cells, brokenQuotes);
    if (problem) return this.#report({ line, ...problem });
    this.#rows.push({ line, cells: this.#fields.map((field) => cells[field] ?? "") });
  }

  /** Skips a line that is not part of the table. */
  skipLine() {
    this.#line++;
  }

  end(): Table | FileFault {
    const file = this.#name;
    const names = this.#names;
    if (!names) return { file, fault: "The file is empty." };
    if (names.length > mostColumns) return { file, fault: `The file has more than ${mostColumns} columns.` };
    if (names.some((name) => name.length > longestName))
      return { file, fault: "Its first line is not a header with column names." };
    const columns = this.#fields.map((field) => names[field] ?? "");
    const rows = this.#rows;
    if (rows.length === 0 && this.#problems.total === 0)
      return { file, fault: "The file has a header but no rows." };
    return { file, columns, rows, samples: rows.slice(0, sampleRows), problems: this.#problems };
  }

  #setHeader(cells: string[]) {
    this.#names = cells.map((cell) => cell.trim());
    this.#fields = this.#names.flatMap((name, field) =>
      this.#wanted === null || this.#wanted.has(name.toLowerCase()) ? [field] : [],
    );
  }

  #problemOf(cells: string[], brokenQuotes?: string): Pick<Problem, "column" | "message"> | null {
    const names = this.#names ?? [];
    if (brokenQuotes)
      return {
        column: null,
        message: brokenQuotes === "MissingQuotes" ? "A quote is not closed" : "A quote is misplaced",
      };
    if (cells.length !== names.length) return widthProblem(names, cells.length);
    const tooLong = cells.findIndex((cell) => cell.length > longestCell);
    if (tooLong === -1) return null;
    return {
      column: fieldName(names, tooLong),
      message: `Longer than ${longestCell.toLocaleString("en")} characters`,
    };
  }

  #report(problem: Omit<Problem, "file">) {
    this.#problems.total++;
    if (this.#problems.first.length < maxProblems)
      this.#problems.first.push({ file: this.#name, ...problem });
  }
}
