/** Steps to undo, in reverse order. */
export class UndoStack {
  readonly #steps: (() => Promise<void>)[] = [];
  #undone: Promise<void> | undefined;

  push(step: () => Promise<void>): void {
    this.#steps.push(step);
  }

  /**
   * Undoes all steps.
   * Rejects afterwards with the first failure. May be called repeatedly.
   */
  undo(): Promise<void> {
    this.#undone ??= this.#undoAll();
    return this.#undone;
  }

  async #undoAll() {
    const failures: unknown[] = [];
    // A failed step must not prevent the next ones. The database is the last.
    for (const step of this.#steps.splice(0).reverse()) {
      await step().catch((error: unknown) => failures.push(error));
    }
    if (failures.length > 0) throw failures[0];
  }
}
