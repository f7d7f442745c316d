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
