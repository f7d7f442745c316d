import { isUtf8 } from "node:buffer";
import { emptyRowOf, fieldName, layoutOf, type WantedColumns, widthProblem } from "@caretype/api";
import { type BrokenRecord, type CsvRecord, type Dialect, readRecords } from "./csv-records.ts";

export type { Dialect };

export type CsvRow<Column extends string> = { line: number; cells: Record<Column, string> };
export type CsvProblem = { line: number; column?: string; message: string };

export type CsvEvents = {
  onBytes: (count: number) => void;
  /**
   * Called for each record that cannot be split or decoded.
   * It is left out of the rows.
   */
  onProblem: (problem: CsvProblem) => void;
  /** Default: commas and quotes. */
  dialect?: Dialect;
};

/** Each costs up to 1 MiB of reading. */
const maxBrokenRecords = 100;

/**
 * Reads the rows of a CSV file with a header, in batches, with the named columns only.
 * Column names may be in any order and letter case. A missing required column is a problem, and gives no rows.
 */
export async function* readCsv<Column extends string>(
  path: string,
  columns: WantedColumns<Column>,
  { onBytes, onProblem, dialect }: CsvEvents,
): AsyncGenerator<CsvRow<Column>[]> {
  let layout: Layout<Column> | undefined;
  let brokenCount = 0;
  for await (const { records, broken, isSuspect } of readRecords(path, onBytes, dialect)) {
    if (!layout) {
      const header = records.shift();
      if (!header && !broken) continue;
      layout = header && readHeader(header, columns, onProblem);
      if (!layout) {
        if (!header && broken) onProblem(placed(broken, []));
        return;
      }
    }
    const rows: CsvRow<Column>[] = [];
    for (const record of records) {
      const row = readRow(record, layout, { isSuspect, onProblem });
      if (row) rows.push(row);
    }
    yield rows;
    if (!broken) continue;
    onProblem(placed(broken, layout.names));
    brokenCount++;
    if (brokenCount < maxBrokenRecords) continue;
    onProblem({
      line: broken.line,
      message: "Too many records with broken quoting: the rest of the file was not read",
    });
    return;
  }
  if (!layout) onProblem({ line: 1, message: "The file is empty: expected a header line" });
}

const placed = ({ line, field, message }: BrokenRecord, names: readonly string[]): CsvProblem => ({
  line,
  column: fieldName(names, field),
  message,
});

/** Maps the fields of a record to columns. */
type Layout<Column extends string> = {
  names: string[];
  fields: [column: Column, field: number][];
  emptyRow: Record<Column, string>;
};

function readHeader<Column extends string>(
  { line, cells }: CsvRecord,
  columns: WantedColumns<Column>,
  onProblem: (problem: CsvProblem) => void,
): Layout<Column> | undefined {
  const problems: CsvProblem[] = [];
  const names = cells.map((cell, field) => {
    const decoded = decodeCell(cell);
    if ("text" in decoded) return decoded.text.trim();
    problems.push({ line, column: `field ${field + 1}`, message: decoded.message });
    return "";
  });
  const { fields, missing, twice } = layoutOf(names, columns);
  for (const column of missing) problems.push({ line, column, message: "The column is missing" });
  for (const column of twice) problems.push({ line, column, message: "The column is there twice" });
  for (const problem of problems) onProblem(problem);
  if (problems.length > 0) return undefined;
  return { names, fields, emptyRow: emptyRowOf([...columns.required, ...columns.optional]) };
}

type RowOptions = { isSuspect: boolean; onProblem: (problem: CsvProblem) => void };

function readRow<Column extends string>(
  { line, cells }: CsvRecord,
  { names, fields, emptyRow }: Layout<Column>,
  { isSuspect, onProblem }: RowOptions,
): CsvRow<Column> | undefined {
  if (cells.length !== names.length) {
    onProblem({ line, ...widthProblem(names, cells.length) });
    return undefined;
  }
  const texts = isSuspect ? decodeCells({ line, cells }, names, onProblem) : cells;
  if (!texts) return undefined;
  const row = { ...emptyRow };
  for (const [column, field] of fields) row[column] = texts[field] ?? "";
  return { line, cells: row };
}

/** Decodes all cells, also those of unused columns: bad bytes there mean a bad file. */
function decodeCells(
  { line, cells }: CsvRecord,
  names: string[],
  onProblem: (problem: CsvProblem) => void,
): string[] | undefined {
  let isWhole = true;
  const texts = cells.map((cell, field) => {
    const decoded = decodeCell(cell);
    if ("text" in decoded) return decoded.text;
    isWhole = false;
    onProblem({ line, column: fieldName(names, field), message: decoded.message });
    return "";
  });
  return isWhole ? texts : undefined;
}

const beyondAscii = /[\u0080-\u00ff]/;

/** Decodes the bytes of a cell, or returns what is wrong with them. */
function decodeCell(cell: string): { text: string } | { message: string } {
  if (cell.includes("\0")) return { message: "Has a NUL byte" };
  if (!beyondAscii.test(cell)) return { text: cell };
  const bytes = Buffer.from(cell, "latin1");
  return isUtf8(bytes) ? { text: bytes.toString("utf8") } : { message: "Not UTF-8" };
}
