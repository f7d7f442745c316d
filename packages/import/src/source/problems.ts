import type { ErrorCode } from "@caretype/core/kernel/error/definitions";
import { type FieldMessage, messageOf } from "@caretype/core/kernel/error/field-messages";
import { toDomainError } from "@caretype/core/kernel/error/map";
import { codePointOf } from "@caretype/core/kernel/field/hidden-characters";
import type { UnitReading } from "./clinical/measured-value.ts";

/** The message, with the value if it may be shown. */
export type ProblemText = FieldMessage | `${FieldMessage}: ${string}`;

/** A problem of one cell, row or file. Never quotes names, addresses or other free text. */
export type ImportProblem<Text extends string = ProblemText> = {
  file: string;
  /** Starts at 1, the header. Absent for a problem of the whole file. */
  line?: number;
  column?: string | undefined;
  message: Text;
  /** Set if the problem depends on other rows or on stored records. */
  isAcrossRows?: boolean;
};

/** The listed form. Null: it concerns several lines or columns. */
export type ListedProblem = { file: string; line: number | null; column: string | null; message: string };

/** A problem of a known row. */
export type RowProblem = Pick<ListedProblem, "column" | "message"> & { isAcrossRows: boolean };

/** How a unit of the file was read, and in how many rows. Null: it is no unit. */
export type ReadUnit = UnitReading & { rows: number };

const listed = 100;

const toListed = ({ file, line, column, message }: ImportProblem<string>): ListedProblem => ({
  file,
  line: line ?? null,
  column: column ?? null,
  message,
});

const repeats = (line: number): FieldMessage => `Repeats line ${line}`;

/** Counts all problems and keeps the first hundred, by file and line. */
export class ImportProblems {
  #total = 0;
  #kept: ListedProblem[] = [];
  readonly #files: readonly string[];
  readonly #unreadable = new Set<string>();
  readonly #maxRows: number;
  #rows: Map<string, Map<number, RowProblem[]>> | null;
  #rowCount = 0;
  /** Rows with problems since the last call of `takeNewRows`. */
  #newRows = new Map<string, Set<number>>();
  #lines: readonly number[] | null = null;
  /** The most records in a row, which have line numbers of their own. */
  #width = 1;
  /** The last row's problems: a problem that all its records share is reported once. */
  readonly #last = { line: 0, messages: new Set<string>() };
  readonly #units = new Map<string, ReadUnit>();
  readonly #long = new Set<string>();
  /** By line of a repeated row, the line of the first. */
  readonly #repeated = new Map<string, Map<number, number>>();
  /** Rows that name a panel, whose values are separate rows. */
  headings = 0;
  readonly warnings: { total: number; first: ListedProblem[] } = { total: 0, first: [] };

  /** `maxRows`: also keeps all problems of this many rows. */
  constructor(files: readonly string[], { maxRows = 0 }: { maxRows?: number } = {}) {
    this.#files = files;
    this.#maxRows = maxRows;
    this.#rows = maxRows > 0 ? new Map() : null;
  }

  /**
   * The rows of the only file with problems, by line. Null if there are too many, or a problem concerns more than its
   * row.
   */
  get rows(): ReadonlyMap<number, readonly RowProblem[]> | null {
    return this.rowsIn(this.#files[0] ?? "");
  }

  rowsIn(file: string): ReadonlyMap<number, readonly RowProblem[]> | null {
    return this.#rows && (this.#rows.get(file) ?? new Map());
  }

  get rowCount(): number {
    return this.#rowCount;
  }

  /** Whether rows of a file may refer to those of another. */
  get areLinked(): boolean {
    return this.#files.length > 1;
  }

  /** The rows to leave out, by file. From then on, references to unreadable rows are checked. */
  takeNewRows(): ReadonlyMap<string, ReadonlySet<number>> {
    const rows = this.#newRows;
    this.#newRows = new Map();
    this.#unreadable.clear();
    this.#long.clear();
    return rows;
  }

  /** For a calendar, whose rows are numbered from 1: the line of each row's event. Rows may be added later. */
  numberRows(lines: readonly number[]) {
    this.#lines = lines;
  }

  /** For a table with several records in a row, which are numbered consecutively. */
  spreadRows(width: number) {
    this.#width = width;
  }

  /** Returns the numbers of all records of rows. */
  *recordsOf(lines: Iterable<number>): Generator<number> {
    for (const line of lines)
      for (let record = line * this.#width; record < (line + 1) * this.#width; record++) yield record;
  }

  /** Returns the file's line of a row, or of one of its records. */
  lineOf(row: number): number {
    return this.#lines?.[row - 1] ?? this.#rowOf(row);
  }

  #rowOf(record: number): number {
    return Math.floor(record / this.#width);
  }

  #inRow<Problem extends { line?: number }>(problem: Problem): Problem {
    return problem.line === undefined ? problem : { ...problem, line: this.#rowOf(problem.line) };
  }

  #isTold({ line, column, message }: ImportProblem<string>): boolean {
    if (this.#width === 1 || line === undefined) return false;
    if (this.#last.line !== line) this.#last.messages.clear();
    this.#last.line = line;
    const { size } = this.#last.messages;
    return this.#last.messages.add(`${column} ${message}`).size === size;
  }

  /** The most problems of one kind to list. Further ones are only counted. */
  get maxListed(): number {
    return Math.max(listed, this.#maxRows);
  }

  get total() {
    return this.#total;
  }

  /** Units that are not in UCUM's spelling. */
  get units(): ReadUnit[] {
    return [...this.#units.values()];
  }

  addUnit(reading: UnitReading) {
    const { written } = reading;
    const known = this.#units.get(written);
    if (known) known.rows++;
    else if (this.#units.size < listed) this.#units.set(written, { ...reading, rows: 1 });
  }

  /** Adds a warning: the row is imported, but looks wrong. */
  addWarning(warning: ImportProblem) {
    this.warnings.total++;
    if (this.warnings.first.length < listed) this.warnings.first.push(toListed(this.#inRow(warning)));
  }

  /** Adds a row that is left out, because it repeats another line. */
  addRepeated({ file, line, ...before }: { file: string; line: number; first: number }) {
    const lines = this.#repeated.get(file) ?? new Map<number, number>();
    const first = this.#rowOf(before.first);
    this.#repeated.set(file, lines.set(this.#rowOf(line), first));
    this.addWarning({ file, line, message: repeats(first) });
  }

  /** Returns the left-out rows of a file, by line: those with problems, if they are known, and repeated ones. */
  leftOutOf(file: string): ReadonlyMap<number, readonly RowProblem[]> {
    const rows = new Map<number, readonly RowProblem[]>(this.rowsIn(file));
    for (const [line, first] of this.#repeated.get(file) ?? [])
      rows.set(line, [{ column: null, message: repeats(first), isAcrossRows: true }]);
    return rows;
  }

  /** Adds a problem of a row or of one of its records. `addUnreadable` takes lines of the file. */
  add(problem: ImportProblem) {
    this.#add(this.#inRow(problem));
  }

  #add(problem: ImportProblem<string>) {
    if (this.#isTold(problem)) return;
    this.#total++;
    this.#addToRow(problem);
    this.#kept.push(toListed(problem));
    if (this.#kept.length > listed * 5) this.#kept = this.#firstKept();
  }

  /**
   * Adds an unreadable row. With `isOfFile`, or without a line, nothing in the file can be imported. Only the command
   * line shows messages that are not translated.
   */
  addUnreadable(problem: ImportProblem<string> & { isOfFile?: boolean }) {
    this.noteUnreadable(problem.file);
    this.#add(problem);
    if (problem.isOfFile || problem.line === undefined) this.#rows = null;
  }

  /** Disables the check of references to a file's rows, because it has unreadable rows. */
  noteUnreadable(file: string) {
    this.#unreadable.add(file);
  }

  /** Returns true the first time for a row with too long cells: some files are read several times. */
  isFirstLong(file: string, line: number): boolean {
    const { size } = this.#long;
    return this.#long.add(`${this.#rowOf(line)} ${file}`).size > size;
  }

  /** Counts further problems that are not listed. */
  addUnlisted(count: number) {
    this.#total += count;
    if (count > 0) this.#rows = null;
  }

  #addToRow({ file, line, column, message, isAcrossRows = false }: ImportProblem<string>) {
    if (!this.#rows || line === undefined) return;
    const rows = this.#rows.get(file) ?? new Map<number, RowProblem[]>();
    const added = this.#newRows.get(file) ?? new Set<number>();
    const found = rows.get(line) ?? [];
    if (found.length === 0) this.#rowCount++;
    found.push({ column: column ?? null, message, isAcrossRows });
    this.#rows.set(file, rows.set(line, found));
    this.#newRows.set(file, added.add(line));
    if (this.#rowCount > this.#maxRows) this.#rows = null;
  }

  isReadable(file: string): boolean {
    return !this.#unreadable.has(file);
  }

  first(): ListedProblem[] {
    return this.#firstKept().map(({ line, ...problem }) => ({
      ...problem,
      line: line === null ? null : (this.#lines?.[line - 1] ?? line),
    }));
  }

  #firstKept(): ListedProblem[] {
    const fileAt = ({ file }: ListedProblem) => this.#files.indexOf(file);
    return this.#kept
      .toSorted((a, b) => fileAt(a) - fileAt(b) || (a.line ?? 0) - (b.line ?? 0))
      .slice(0, listed);
  }
}

/** Thrown if nothing was imported. `problems` is absent if the reason is not in the files. */
export class ImportRefused extends Error {
  override readonly name = "ImportRefused";
  /** The outcome in the audit. */
  readonly code: ErrorCode;
  readonly problems: ImportProblems | undefined;

  constructor(
    message: string,
    { code = "INVALID_INPUT", problems }: { code?: ErrorCode; problems?: ImportProblems } = {},
  ) {
    super(message);
    this.code = code;
    this.problems = problems;
  }
}

/** The outcome in the audit of a failure with an error. */
export const codeOf = (error: unknown): ErrorCode =>
  error instanceof ImportRefused ? error.code : toDomainError(error).code;

/** Messages by cell key. For Synthea, the key is the column. */
export type CellProblems = Map<string, FieldMessage>;

/** Adds a cell's first problem. */
export function addIssue(
  problems: CellProblems,
  cells: Readonly<Record<string, string>>,
  { place, message }: { place: string; message: string | undefined },
): void {
  if (!problems.has(place))
    problems.set(place, cells[place]?.trim() === "" ? "Required" : messageOf(message));
}

export type ParseResult<Value> = { value: Value } | { problems: CellProblems };

/** The result for a row, such as COPY text, and its cells' problems. */
export type ReadRow<Value = string> = { value?: Value | undefined; problems?: CellProblems };

/** A person's row, with the identifier in the other system, if any. */
export type Identified<Row> = {
  externalId: string | null;
  row: Row;
  /** The last name at birth, if the row has another one. */
  birthName?: string | undefined;
};

/** Columns whose bad values may be shown: dates, codes and identifiers, but no names, addresses or free text. */
const quotable = new Set(
  [
    "Id BIRTHDATE DEATHDATE GENDER START PATIENT PROVIDER PHONE STOP DATE ENCOUNTER",
    "ENCOUNTERCLASS SYSTEM CATEGORY UNITS dateOfBirth deceasedOn age gender yearsOfExperience",
    "maxAppointmentsPerDay patientDateOfBirth startsAt startTime endsAt minutes status encounter",
    "codeSystem category effectiveAt effectiveTime unit interpretation clinicalStatus",
    "verificationStatus severity onset abatement recordedAt",
  ].flatMap((names) => names.split(" ")),
);
const maxQuoteLength = 40;

/** Quotes a value, with invisible characters as code points, because they may be the problem. */
export const quoted = (value: string) =>
  JSON.stringify(value.slice(0, maxQuoteLength)).replace(
    /[\p{C}\p{Zl}\p{Zp}]/gu,
    (character) => `<${codePointOf(character)}>`,
  );

/** Matches a short word, an identifier such as a UUID, a date, a time or a number. */
const code = /^(?:\S{1,12}|[\da-f-]{1,40}|[\d .,:/+TZ-]{1,40})$/i;

/**
 * Appends the value, unless it may be free text about a patient. Any column can be mapped to any field by mistake.
 */
export const withCode = (message: FieldMessage, value: string): ProblemText =>
  code.test(value.trim()) ? `${message}: ${quoted(value.trim())}` : message;

export type SourceRow = { line: number; cells: Record<string, string> };

/** Maps a cell key to the column's name in the file. */
export type ColumnNamer = (key: string) => string;
const asItIs: ColumnNamer = (key) => key;

/** Returns the message, with the value if it may be shown. */
export const shownMessage = (key: string, message: FieldMessage, value = ""): ProblemText =>
  quotable.has(key) ? withCode(message, value) : message;

export function addCellProblems(
  problems: ImportProblems,
  found: CellProblems,
  { file, row, columnOf = asItIs }: { file: string; row: SourceRow; columnOf?: ColumnNamer | undefined },
) {
  for (const [key, message] of found) {
    const shown = shownMessage(key, message, row.cells[key]);
    if (key === "Id") problems.noteUnreadable(file);
    problems.add({ file, line: row.line, column: columnOf(key), message: shown });
  }
}
