import type { ErrorCode } from "../error/definitions.ts";

/** What is wrong with one cell, one row or one file. It never quotes names, addresses or other free text. */
export type ImportProblem = {
  file: string;
  /** From 1, which is the header; absent when it is about the file as a whole. */
  line?: number;
  column?: string;
  message: string;
};

const listed = 100;

/** Counts every problem and keeps the first hundred, in the order of the files and their lines. */
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

  /** A row that cannot be read or identified: what may refer to it cannot be judged either. */
  addUnreadable(problem: ImportProblem) {
    this.#unreadable.add(problem.file);
    this.add(problem);
  }

  /** Problems that are known by their number only, as the first hundred are there already. */
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

/** Nothing was done. `problems` is absent when the reason is not in the files. */
export class ImportRefused extends Error {
  override readonly name = "ImportRefused";
  /** What the audit says of it. */
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
