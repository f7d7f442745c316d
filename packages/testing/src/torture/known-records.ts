import type { Random } from "../fill/random.ts";
import type { RecordType, Seen } from "./ledger.ts";

export type KnownRecord = { type: RecordType; id: string; version: number };

/** So few that callers meet on the same ones, and versions become many. */
const mostKnown = 24;

/** The records of one practice, as far as its callers have heard of them. */
export class KnownRecords {
  readonly #live = new Map<string, KnownRecord>();
  readonly #removed: KnownRecord[] = [];

  pick(random: Random, type?: RecordType): KnownRecord | undefined {
    const found = [...this.#live.values()].filter((record) => !type || record.type === type);
    return found.length === 0 ? undefined : random.pick(found);
  }

  /** Nobody else gets it: a second restoration would be acknowledged, and change nothing. */
  takeRemoved(random: Random): KnownRecord | undefined {
    return this.#removed.splice(random.below(this.#removed.length), 1)[0];
  }

  add({ type, id, version }: Seen | KnownRecord): void {
    this.#live.set(id, { type, id, version });
    const [oldest] = this.#live.keys();
    if (this.#live.size > mostKnown && oldest !== undefined) this.#live.delete(oldest);
  }

  isAt(id: string, version: number): void {
    const known = this.#live.get(id);
    if (known) known.version = Math.max(known.version, version);
  }

  isRemoved(record: KnownRecord): void {
    this.#live.delete(record.id);
    this.#removed.push(record);
  }

  forget(id: string): void {
    this.#live.delete(id);
  }
}
