/** Cleanup steps, run in reverse order. */
export class CleanupStack {
  readonly #steps: (() => Promise<void>)[] = [];
  #running: Promise<void> | undefined;

  push(step: () => Promise<void>): void {
    this.#steps.push(step);
  }

  /**
   * Runs all steps.
   * Rejects afterwards with the first failure. May be called repeatedly.
   */
  run(): Promise<void> {
    this.#running ??= this.#runAll();
    return this.#running;
  }

  async #runAll() {
    const failures: unknown[] = [];
    // A failed step must not prevent the next ones. The database is the last.
    for (const step of this.#steps.splice(0).reverse()) {
      await step().catch((error: unknown) => failures.push(error));
    }
    if (failures.length > 0) throw failures[0];
  }
}
