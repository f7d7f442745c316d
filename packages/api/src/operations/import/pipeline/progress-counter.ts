export type ImportStage = "reading" | "waiting" | "writing" | "comparing";

/** The progress of an import: its stage, and the rows done in that stage. */
export class ProgressCounter {
  stage: ImportStage = "reading";
  rowsDone = 0;
  /** The total of the stage, or 0 if unknown. */
  rows: number;
  /** Rows that were read and will be written. */
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
