import type { VisitTypeId } from "@caretype/client";
import type { Random } from "../fill/random.ts";
import type { RecordType, Seen } from "./ledger.ts";

export type KnownRecord = { type: RecordType; id: string; version: number };

/** Few, so that callers work on the same records, which get many versions. */
const maxKnown = 24;

/** The records of one practice, as far as its callers know. */
export class KnownRecords {
  /** The visit type of all appointments. */
  readonly visitTypeId: VisitTypeId;
  readonly #live = new Map<string, KnownRecord>();
  readonly #removed: KnownRecord[] = [];

  constructor(visitTypeId: VisitTypeId) {
    this.visitTypeId = visitTypeId;
  }

  pick(random: Random, type?: RecordType): KnownRecord | undefined {
    const found = [...this.#live.values()].filter((record) => !type || record.type === type);
    return found.length === 0 ? undefined : random.pick(found);
  }

  /** Takes a removed record, so that no other caller restores it. A second restore would succeed without a change. */
  takeRemoved(random: Random): KnownRecord | undefined {
    return this.#removed.splice(random.below(this.#removed.length), 1)[0];
  }

  add({ type, id, version }: Seen | KnownRecord): void {
    this.#live.set(id, { type, id, version });
    const [oldest] = this.#live.keys();
    if (this.#live.size > maxKnown && oldest !== undefined) this.#live.delete(oldest);
  }

  setVersion(id: string, version: number): void {
    const known = this.#live.get(id);
    if (known) known.version = Math.max(known.version, version);
  }

  markRemoved(record: KnownRecord): void {
    this.#live.delete(record.id);
    this.#removed.push(record);
  }

  forget(id: string): void {
    this.#live.delete(id);
  }
}
