import type { ErrorCode } from "../../../kernel/error/definitions.ts";
import type { FieldMessage } from "../../../kernel/error/field-messages.ts";

/** What is wrong, with the value if it may be shown. */
export type ProblemText = FieldMessage | `${FieldMessage}: ${string}`;

/** A problem of one cell, row or file. Never quotes names, addresses or other free text. */
export type ImportProblem<Text extends string = ProblemText> = {
  file: string;
  /** Starts at 1, the header. Absent for a problem of the whole file. */
  line?: number;
  column?: string;
  message: Text;
  /** Set if the problem depends on other rows or on stored records, not on the row alone. */
  isAcrossRows?: boolean;
};

/** A problem of a known row. */
export type RowProblem = { column: string | null; message: string; isAcrossRows: boolean };

const listed = 100;

/** Counts all problems and keeps the first hundred, by file and line. */
export class ImportProblems {
  #total = 0;
  #kept: ImportProblem<string>[] = [];
  readonly #files: readonly string[];
  readonly #unreadable = new Set<string>();
  readonly #maxRows: number;
  #rows: Map<number, RowProblem[]> | null;
  #lines: readonly number[] | null = null;

  /** `maxRows`: also keeps all problems of this many rows, of a single file. */
  constructor(files: readonly string[], { maxRows = 0 }: { maxRows?: number } = {}) {
    this.#files = files;
    this.#maxRows = maxRows;
    this.#rows = maxRows > 0 ? new Map() : null;
  }

  /** The rows with problems, by line. Null if there are too many, or a problem concerns more than its row. */
  get rows(): ReadonlyMap<number, readonly RowProblem[]> | null {
    return this.#rows;
  }

  /** For a calendar, whose rows are numbered from 1: the line of the event of each. Rows may be added later. */
  numberRows(lines: readonly number[]) {
    this.#lines = lines;
  }

  /** The line in the file of a row. */
  lineOf(row: number): number {
    return this.#lines?.[row - 1] ?? row;
  }

  /** The most problems of one kind that are worth finding. The others are only counted. */
  get mostListed(): number {
    return Math.max(listed, this.#maxRows);
  }

  get total() {
    return this.#total;
  }

  add(problem: ImportProblem) {
    this.#add(problem);
  }

  /** Adds what cannot be read in a folder of this machine. Only the command line shows it, in English. */
  addOfFolder(problem: ImportProblem<string>) {
    this.#unreadable.add(problem.file);
    this.#add(problem);
  }

  #add(problem: ImportProblem<string>) {
    this.#total++;
    this.#addToRow(problem);
    this.#kept.push(problem);
    if (this.#kept.length > listed * 5) this.#kept = this.#firstKept();
  }

  /** Adds a row that cannot be read or identified. References to rows of that file cannot be checked then. */
  addUnreadable(problem: ImportProblem) {
    this.#unreadable.add(problem.file);
    this.add(problem);
  }

  /** Adds a problem of several rows. */
  addOfRows(problem: ImportProblem) {
    this.addUnreadable(problem);
    this.#rows = null;
  }

  /** Counts further problems that are not listed. */
  addUnlisted(count: number) {
    this.#total += count;
    if (count > 0) this.#rows = null;
  }

  #addToRow({ line, column, message, isAcrossRows = false }: ImportProblem<string>) {
    if (!this.#rows || line === undefined) return;
    const found = this.#rows.get(line) ?? [];
    found.push({ column: column ?? null, message, isAcrossRows });
    this.#rows.set(line, found);
    if (this.#rows.size > this.#maxRows) this.#rows = null;
  }

  isReadable(file: string): boolean {
    return !this.#unreadable.has(file);
  }

  first(): ImportProblem<string>[] {
    return this.#firstKept().map((problem) =>
      problem.line === undefined ? problem : { ...problem, line: this.lineOf(problem.line) },
    );
  }

  #firstKept(): ImportProblem<string>[] {
    const place = ({ file, line }: ImportProblem<string>) => [this.#files.indexOf(file), line ?? 0] as const;
    const byPlace = (a: ImportProblem<string>, b: ImportProblem<string>) => {
      const [[fileA, lineA], [fileB, lineB]] = [place(a), place(b)];
      return fileA - fileB || lineA - lineB;
    };
    return this.#kept.toSorted(byPlace).slice(0, listed);
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
