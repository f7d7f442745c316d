import { createReadStream } from "node:fs";
import { stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { TextDecoder } from "node:util";
import { fieldName, ImportRefused, layoutOf, type WantedColumns } from "@caretype/api";
import { type CsvOptions, type CsvPart, CsvReader } from "@caretype/client/csv";
import { needsQuotes } from "@caretype/client/csv-cells";
import { findEncoding, isEncoding, type NoText } from "@caretype/client/csv-encoding";
import { guessEncoding } from "@caretype/import/source/guess-encoding";
import type { Command } from "commander";
import { stringify } from "csv-stringify/sync";

export type CsvRow<Column extends string> = { line: number; cells: Record<Column, string> };
/** `isOfFile`: nothing in the file can be imported. */
export type CsvProblem = { line: number; column?: string; message: string; isOfFile?: boolean };

/** Without an encoding, it is detected or guessed. A byte order mark of UTF-16 always wins. */
type FileOptions = CsvOptions & { encoding?: string | undefined };

export type SkipRequest = {
  skipInvalid?: boolean;
  /** The path for the left-out rows. */
  leftOut?: string;
};

export type CsvEvents = FileOptions & {
  onBytes: (count: number) => void;
  /** Called for each row that cannot be read. It is left out. */
  onProblem: (problem: CsvProblem) => void;
  /** Called with a guessed encoding. Without it, the file must be UTF-8 or UTF-16. */
  onGuess?: (encoding: string) => void;
  /** Called at the end with the number of rows that repeat the headings, which are left out. */
  onHeadings?: (count: number) => void;
};

/** A command's options for reading a file. */
export type CsvRequest = {
  file: string;
  separator?: string;
  header?: boolean;
  headerLine?: string;
  encoding?: string;
};

export const withCsvOptions = (command: Command): Command =>
  command
    .option("--separator <character>", "the separator of cells, such as ; or tab. Default: detected")
    .option(
      "--encoding <name>",
      "the file's character encoding, such as windows-1252. Default: detected or guessed. A guess is printed",
    )
    .option("--header-line <number>", "the line with the headings. Default: the first row")
    .option("--no-header", "the file has no headings: its columns are called 1, 2 and so on");

/** The size of a file in bytes. @throws {ImportRefused} if it does not exist. */
export async function sizeOf(file: string): Promise<number> {
  const found = await stat(file).catch(() => undefined);
  if (!found?.isFile()) throw new ImportRefused(`The file ${file} does not exist.`);
  return found.size;
}

/** @throws {ImportRefused} if an option is invalid. */
export function csvOptionsOf(request: CsvRequest): FileOptions {
  const { file, separator, header = true, headerLine, encoding } = request;
  if (encoding !== undefined && !isEncoding(encoding))
    throw new ImportRefused(`--encoding ${encoding} is not known. An example is windows-1252.`);
  const line = Number(headerLine ?? 1);
  if (!Number.isInteger(line) || line < 1)
    throw new ImportRefused("--header-line must be the number of a line.");
  if (headerLine !== undefined && !header)
    throw new ImportRefused("--header-line and --no-header contradict each other.");
  const usual = path.extname(file).toLowerCase() === ".tsv" ? "\t" : undefined;
  return {
    encoding,
    separator: separator === undefined ? usual : separator.replace(/^(?:tab|\\t)$/i, "\t"),
    header: header ? (headerLine === undefined ? undefined : line) : false,
  };
}

const noText: Record<NoText, string> = {
  empty: "The file is empty: expected a header line",
  workbook: "The file is a workbook or an archive: save it as CSV",
  oldWorkbook: "The file is a workbook: save it as CSV",
  pdf: "The file is a PDF, not CSV",
  compressed: "The file is compressed: unpack it first",
  rtf: "The file is a text document, not CSV",
  markup: "The file is XML, not CSV",
  vCard: "The file has contacts (vCard), not CSV: export a table",
  hl7: "The file has messages of HL7 version 2, not CSV: export a table",
  xdt: "The file is xDT (GDT, LDT or BDT), not CSV: export a table",
  notText: "The file is no text",
};

/** Detects the encoding, unless it was chosen. `isSuspect`: some bytes are invalid in it. */
async function encodingOf(file: string, chosen?: string) {
  const strict = new TextDecoder("utf-8", { fatal: true });
  let [sample, last]: Uint8Array[] = [];
  let isUtf8 = true;
  let hasZero = false;
  for await (const chunk of createReadStream(file, { highWaterMark: pieceLength })) {
    last = chunk;
    sample ??= chunk;
    hasZero ||= chunk.includes(0);
    isUtf8 &&= isValid(strict, chunk);
    if (!isUtf8) break;
  }
  const found = findEncoding(sample ?? new Uint8Array(), isUtf8 && isValid(strict));
  const isUtf16 = "encoding" in found && found.encoding.startsWith("utf-16");
  const isOther = "fault" in found && found.fault !== "notText";
  if (chosen !== undefined && !isUtf16 && !isOther)
    return { encoding: chosen, isSure: true, isSuspect: hasZero || !isUtf8 };
  const isOld = "encoding" in found && found.encoding === "windows-1252";
  return {
    ...found,
    ...(isOld && last && { encoding: await guessEncoding(last) }),
    isSuspect: hasZero || !isUtf8,
  };
}

const pieceLength = 256 * 1024;

/** Each row with a broken quote costs up to 1 MiB of reading. */
const maxProblems = 1_000;

/**
 * Reads a CSV file's rows in batches, with the named columns only. Column names match in any order and letter case. A
 * missing required column is a problem, and gives no rows.
 */
export async function* readCsv<Column extends string>(
  name: string,
  columns: WantedColumns<Column>,
  { onBytes, onProblem, onGuess, onHeadings, encoding: chosen, ...options }: CsvEvents,
): AsyncGenerator<CsvRow<Column>[]> {
  const reader = new CsvReader(options);
  const found = await encodingOf(name, chosen ?? (onGuess ? undefined : "utf-8"));
  if ("fault" in found) return onProblem({ line: 1, message: noText[found.fault], isOfFile: true });
  const { encoding, isSure, isSuspect } = found;
  if (!isSure && encoding !== "utf-8") onGuess?.(encoding);
  const decoder = new TextDecoder(encoding);
  const file: Reading<Column> = { reader, columns, onProblem, isSuspect, rowOf: undefined };
  let problems = 0;
  for await (const chunk of createReadStream(name, { highWaterMark: pieceLength })) {
    onBytes(chunk.length);
    const text = decoder.decode(chunk, { stream: true });
    const part = reader.push(text);
    const rows = rowsIn(file, part);
    if (!rows) return;
    yield rows;
    problems += part.problems.length;
    if (problems < maxProblems) continue;
    onProblem({
      line: part.problems.at(-1)?.line ?? 1,
      message: "Too many broken rows: the rest of the file was not read",
      isOfFile: true,
    });
    return;
  }
  const rows = rowsIn(file, reader.end());
  if (rows) yield rows;
  onHeadings?.(reader.repeatedHeadings);
  if (!reader.names && problems === 0) onProblem({ line: 1, message: noText.empty, isOfFile: true });
}

function isValid(strict: TextDecoder, chunk?: Uint8Array): boolean {
  try {
    strict.decode(chunk, { stream: chunk !== undefined });
    return true;
  } catch {
    return false;
  }
}

type Reading<Column extends string> = Pick<CsvEvents, "onProblem"> & {
  reader: CsvReader;
  columns: WantedColumns<Column>;
  /** Whether the file may have invalid bytes. */
  isSuspect: boolean;
  rowOf: ((cells: readonly string[]) => Record<Column, string>) | undefined;
};

/** Returns the rows with the named columns. Undefined if a column is missing. */
function rowsIn<Column extends string>(
  file: Reading<Column>,
  { rows, problems }: CsvPart,
): CsvRow<Column>[] | undefined {
  for (const problem of problems) file.onProblem(problem);
  if (!file.reader.names) return [];
  const names = namesOf(file.reader);
  file.rowOf ??= layoutIn(names, file);
  const { rowOf } = file;
  if (!rowOf) return undefined;
  return rows.flatMap(({ line, cells }) => {
    if (file.isSuspect && hasFaults(names, cells, (fault) => file.onProblem({ line, ...fault }))) return [];
    return [{ line, cells: rowOf(cells) }];
  });
}

/** Without headings, columns are numbered. */
const namesOf = ({ names, headerLine }: CsvReader): string[] =>
  (names ?? []).map((name, at) => (headerLine === null ? `${at + 1}` : name));

function layoutIn<Column extends string>(
  names: string[],
  { columns, onProblem, isSuspect }: Reading<Column>,
): Reading<Column>["rowOf"] {
  const { rowOf, missing, twice } = layoutOf(names, columns);
  const problems: CsvProblem[] = [
    ...missing.map((column) => ({
      line: 1,
      column,
      message: `The column is missing. There are ${listOf(names)}`,
    })),
    ...twice.map((column) => ({ line: 1, column, message: "The column is there twice" })),
  ];
  const isBroken =
    isSuspect && hasFaults([], names, (fault) => onProblem({ line: 1, ...fault, isOfFile: true }));
  for (const problem of problems) onProblem({ ...problem, isOfFile: true });
  return isBroken || problems.length > 0 ? undefined : rowOf;
}

const maxListed = 20;

function listOf(names: readonly string[]): string {
  const more = names.length - maxListed;
  return `${names.slice(0, maxListed).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

/** Checks all cells, including unused columns: invalid bytes there mean a broken file. */
function hasFaults(
  names: readonly string[],
  cells: readonly string[],
  report: (fault: { column: string; message: string }) => void,
): boolean {
  const faults = cells.flatMap((cell, field) => {
    const message = cell.includes("\0")
      ? "Has a NUL byte"
      : cell.includes("\u{FFFD}")
        ? "Not UTF-8"
        : undefined;
    return message === undefined ? [] : [{ column: fieldName(names, field), message }];
  });
  for (const fault of faults) report(fault);
  return faults.length > 0;
}

type LeftOut = {
  file: string;
  target: string;
  rows: ReadonlyMap<number, readonly { message: string; column: string | null }[]>;
};

/** Writes the rows that an import left out, unchanged, with their line numbers and problems. */
export async function writeLeftOut(
  { file, target, rows }: LeftOut,
  { encoding, ...options }: FileOptions = {},
): Promise<void> {
  const reader = new CsvReader(options);
  const read = await encodingOf(file, encoding);
  const decoder = new TextDecoder("encoding" in read ? read.encoding : undefined);
  const found = new Map<number, string[]>();
  const add = (part: CsvPart) => {
    for (const { line, cells } of part.rows) if (rows.has(line)) found.set(line, cells);
  };
  for await (const chunk of createReadStream(file)) add(reader.push(decoder.decode(chunk, { stream: true })));
  add(reader.end());
  const names = namesOf(reader);
  const lines = [...rows]
    .toSorted(([one], [other]) => one - other)
    // An unreadable row has no cells.
    .map(([line, problems]) => [
      ...(found.get(line) ?? names.map(() => "")),
      `${line}`,
      problems.map(described).join("; "),
    ]);
  const text = stringify([[...names, "Line", "Problem"], ...lines], {
    bom: true,
    escape_formulas: true,
    quoted_match: needsQuotes,
  });
  await writeFile(target, text, { mode: 0o600 });
}

const described = ({ column, message }: { message: string; column: string | null }) =>
  column === null ? message : `${column}: ${message}`;
