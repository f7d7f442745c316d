export type ImportStage = "reading" | "waiting" | "writing" | "comparing";

/** How far an import is: its stage, and how many rows of the stage are done. */
export class ProgressCounter {
  stage: ImportStage = "reading";
  rowsDone = 0;
  /** Of the stage, as far as that is known. */
  rows: number;
  /** Rows that were read and are to be written. */
  staged = 0;
  readonly #onStage: (stage: ImportStage) => void;

  constructor(rows: number, onStage: (stage: ImportStage) => void = () => undefined) {
    this.rows = rows;
    this.#onStage = onStage;
  }

  enter(stage: ImportStage, rows = 0): void {
    this.stage = stage;
    this.rowsDone = 0;
    this.rows = rows;
    this.#onStage(stage);
  }

  add(rows: number): void {
    this.rowsDone += rows;
  }
}
