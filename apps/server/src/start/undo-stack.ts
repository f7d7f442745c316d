/** What is to be undone, the latest first. */
export class UndoStack {
  readonly #steps: (() => Promise<void>)[] = [];
  #undone: Promise<void> | undefined;

  push(step: () => Promise<void>): void {
    this.#steps.push(step);
  }

  /** May be called again. Rejects with the first failure, after all steps. */
  undo(): Promise<void> {
    this.#undone ??= this.#undoAll();
    return this.#undone;
  }

  async #undoAll() {
    const failures: unknown[] = [];
    // One that fails must not keep the next from being undone, the database last of all.
    for (const step of this.#steps.splice(0).reverse()) {
      await step().catch((error: unknown) => failures.push(error));
    }
    if (failures.length > 0) throw failures[0];
  }
}
