const mostKnown = 200;

/**
 * Statements, by their text, that have waited in vain for a lock on a connection that others share. Each runs alone from
 * then on, until one of them is answered.
 */
export class Suspects {
  readonly #texts = new Set<string>();

  has(text: string): boolean {
    return this.#texts.size > 0 && this.#texts.has(text);
  }

  add(text: string): void {
    this.#texts.delete(text);
    this.#texts.add(text);
    const [oldest] = this.#texts;
    if (this.#texts.size > mostKnown && oldest !== undefined) this.#texts.delete(oldest);
  }

  clear(text: string): void {
    this.#texts.delete(text);
  }
}
