import type { FieldMessage } from "@caretype/api";
import { type CsvPart, CsvReader } from "@caretype/client/csv";
import { decodeText } from "@caretype/client/csv-encoding";
import { rowsThatFit } from "@caretype/client/import";
import {
  type FileFault,
  type FilePart,
  maxColumns,
  type PartRequest,
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
  /** Names unnamed columns; `#` is replaced by their number. */
  columnName: string;
};

const maxProblems = 100;
const sampleRows = 100;
/** The lines from which to find values of columns that are empty in the first rows. */
const laterRows = 20;
const maxSampleLength = 200;
const letterRows = 5;
/** The API's limits, in characters. */
const maxCellLength = 100_000;
const maxNameLength = 200;

type FewerFacts = Pick<Table, "file" | "columns" | "rows"> & Partial<Table>;

/** A table with its first rows, with long cells cut. Default: UTF-8, with a header. */
export const tableOf = (table: FewerFacts): Table => ({
  samples: samplesOf(table.rows, table.columns.length).map(cutCells),
  letterRows: [],
  encoding: "utf-8",
  isEncodingSure: true,
  headerLine: 1,
  problems: { total: 0, first: [] },
  ...table,
});

/** The next rows of a file, at most one request's worth, with the named columns. */
export function partOf(
  { columns, rows }: Table,
  { columns: wanted, from }: Omit<PartRequest, "file">,
): FilePart {
  const fields = wanted.map((column) => columns.indexOf(column));
  const part = rowsThatFit(rows, from, (cells) => fields.map((field) => cells[field] ?? ""));
  const next = from + part.length;
  return { rows: part, next: next < rows.length ? next : null };
}

/** Parses CSV in any encoding. Keeps each row's line number. */
export function readTable(bytes: Uint8Array, options: TableOptions): Table | FileFault {
  const { name: file, wanted, isCodes, columnName, header = "guess" } = options;
  const decoded = decodeText(bytes, options.encoding);
  if ("fault" in decoded) return { file, fault: decoded.fault };
  if (wanted && !decoded.isSure) return { file, fault: "notUtf8" };
  const reader = new CsvReader({
    // The columns of an export are known by name.
    header: wanted ? undefined : header,
    hasQuotes: !isCodes || /\.csv$/i.test(file),
  });
  const parts = [reader.push(decoded.text), reader.end()];
  const { names, headerLine } = reader;
  if (!names)
    return { file, fault: parts.some(({ problems }) => problems.length > 0) ? "noHeader" : "empty" };
  if (names.length > maxColumns) return { file, fault: "tooManyColumns" };
  if (names.some((name) => name.length > maxNameLength)) return { file, fault: "noHeader" };
  const kept = new Set(wanted?.map((column) => column.toLowerCase()));
  const fields = names.flatMap((name, at) => (!wanted || kept.has(name.toLowerCase()) ? [at] : []));
  const all = names.map((name, at) => name || columnName.replace("#", String(at + 1)));
  const { rows, problems } = rowsOf(file, parts, { fields, names: all });
  if (rows.length === 0 && problems.total === 0) return { file, fault: "noRows" };
  const { encoding, isSure: isEncodingSure } = decoded;
  return tableOf({
    file,
    columns: fields.map((at) => all[at] ?? ""),
    rows,
    letterRows: isEncodingSure ? [] : rowsWithLetters(rows).map(cutCells),
    encoding,
    isEncodingSure,
    headerLine,
    repeatedHeadings: reader.repeatedHeadings,
    problems,
  });
}

/** A message of the API's list, which the page translates like the server's. */
const longCell = "Longer than 100,000 characters" satisfies FieldMessage;

/** The rows with these fields, and the first problems. */
function rowsOf(
  file: string,
  parts: readonly CsvPart[],
  { fields, names }: { fields: readonly number[]; names: readonly string[] },
): { rows: SourceRow[]; problems: Problems } {
  const rows: SourceRow[] = [];
  const found = parts.flatMap(({ problems }) => problems);
  for (const { line, cells } of parts.flatMap((part) => part.rows)) {
    const tooLong = cells.findIndex((cell) => cell.length > maxCellLength);
    if (tooLong === -1) rows.push({ line, cells: fields.map((at) => cells[at] ?? "") });
    else found.push({ line, column: names[tooLong] ?? "", message: longCell });
  }
  const first = found.toSorted((a, b) => a.line - b.line).slice(0, maxProblems);
  return { rows, problems: { total: found.length, first: first.map((problem) => ({ file, ...problem })) } };
}

/** The first rows, and later ones with values of columns that these leave empty, such as birth dates. */
function samplesOf(rows: readonly SourceRow[], columns: number): SourceRow[] {
  const samples = rows.slice(0, sampleRows);
  const hasValue = (cells: readonly string[], at: number) => (cells[at] ?? "").trim() !== "";
  const wanted = new Map<number, number>();
  for (let at = 0; at < columns; at++)
    if (!samples.some(({ cells }) => hasValue(cells, at))) wanted.set(at, laterRows);
  for (let line = sampleRows; line < rows.length && wanted.size > 0; line++) {
    const row = rows[line];
    const found = row ? [...wanted].filter(([at]) => hasValue(row.cells, at)) : [];
    if (row && found.length > 0) samples.push(row);
    for (const [at, left] of found) {
      if (left > 1) wanted.set(at, left - 1);
      else wanted.delete(at);
    }
  }
  return samples;
}

const cutCells = ({ line, cells }: SourceRow): SourceRow => ({
  line,
  cells: cells.map((cell) => cell.slice(0, maxSampleLength)),
});

function rowsWithLetters(rows: readonly SourceRow[]): SourceRow[] {
  const found: SourceRow[] = [];
  for (const row of rows) {
    if (row.cells.some((cell) => /[^\0-\u{7F}]/u.test(cell))) found.push(row);
    if (found.length === letterRows) break;
  }
  return found;
}
