import type { DriverQuery, Protocol } from "./driver-query.ts";

/** Each one costs the server some memory on every connection: statements past this many are parsed each time. */
const most = 500;

/** Which statements one connection's server has parsed under a name. */
export class NamedStatements {
  /** By text; true once the server has answered. */
  readonly #known = new Map<string, boolean>();

  /** One whose name is on its way travels without, or each of them would make a name of its own. */
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
