const maxTexts = 200;

/**
 * Texts of statements that timed out waiting for a lock on a shared connection.
 * Each then runs alone, until a statement with the same text is answered.
 */
export class QuarantinedStatements {
  readonly #texts = new Set<string>();

  has(text: string): boolean {
    return this.#texts.size > 0 && this.#texts.has(text);
  }

  add(text: string): void {
    this.#texts.delete(text);
    this.#texts.add(text);
    const [oldest] = this.#texts;
    if (this.#texts.size > maxTexts && oldest !== undefined) this.#texts.delete(oldest);
  }

  release(text: string): void {
    this.#texts.delete(text);
  }
}
