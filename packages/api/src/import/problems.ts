import type { ErrorCode } from "../error/definitions.ts";

/** A problem of one cell, row or file. Never quotes names, addresses or other free text. */
export type ImportProblem = {
  file: string;
  /** Starts at 1, the header. Absent for a problem of the whole file. */
  line?: number;
  column?: string;
  message: string;
};

const listed = 100;

/** Counts all problems and keeps the first hundred, by file and line. */
export class ImportProblems {
  #total = 0;
  #kept: ImportProblem[] = [];
  readonly #files: readonly string[];
  readonly #unreadable = new Set<string>();

  constructor(files: readonly string[]) {
    this.#files = files;
  }

  get total() {
    return this.#total;
  }

  add(problem: ImportProblem) {
    this.#total++;
    this.#kept.push(problem);
    if (this.#kept.length > listed * 5) this.#kept = this.first();
  }

  /** Adds a row that cannot be read or identified. References to rows of that file cannot be checked then. */
  addUnreadable(problem: ImportProblem) {
    this.#unreadable.add(problem.file);
    this.add(problem);
  }

  /** Counts further problems that are not listed. */
  addUnlisted(count: number) {
    this.#total += count;
  }

  isReadable(file: string): boolean {
    return !this.#unreadable.has(file);
  }

  first(): ImportProblem[] {
    const place = ({ file, line }: ImportProblem) => [this.#files.indexOf(file), line ?? 0] as const;
    const byPlace = (a: ImportProblem, b: ImportProblem) => {
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
