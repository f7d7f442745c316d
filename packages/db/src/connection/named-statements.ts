import type { DriverQuery, Protocol } from "./driver-query.ts";

/**
 * Each named statement costs the server memory on every connection.
 * Past this limit, statements are parsed each time.
 */
const most = 500;

/** Tracks which statements the server has prepared on one connection. */
export class NamedStatements {
  /** By text. True once the server has answered. */
  readonly #known = new Map<string, boolean>();

  /**
   * Returns `unnamed` while the name is being prepared.
   * Otherwise each concurrent call would prepare another name.
   */
  protocolOf(text: string): Protocol {
    const known = this.#known.get(text);
    if (known) return "named";
    if (known === false || this.#known.size >= most) return "unnamed";
    this.#known.set(text, false);
    return "naming";
  }

  settled({ protocol, text }: DriverQuery, isAnswered: boolean) {
    if (protocol !== "naming") return;
    if (isAnswered) this.#known.set(text, true);
    else this.#known.delete(text);
  }
}
