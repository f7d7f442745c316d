import type { NoteDraftId, NoteId, VisitTypeId } from "@caretype/client";
import type { Random } from "@caretype/testing/random";
import type { RecordType } from "./ledger.ts";

export type KnownRecord = { type: RecordType; id: string; version: number };

/** Few, so that callers share records, which get many versions. */
const maxKnown = 24;

/** A practice's records, as known to its callers. */
export class KnownRecords {
  readonly visitTypeId: VisitTypeId;
  readonly #live = new Map<string, KnownRecord>();
  readonly #removed: KnownRecord[] = [];
  readonly #drafts: NoteDraftId[] = [];
  readonly #notes: NoteId[] = [];

  constructor(visitTypeId: VisitTypeId) {
    this.visitTypeId = visitTypeId;
  }

  pick(random: Random, type?: RecordType): KnownRecord | undefined {
    const found = [...this.#live.values()].filter((record) => !type || record.type === type);
    return found.length === 0 ? undefined : random.pick(found);
  }

  /** Takes a removed record, so that no other caller restores it. A second restore succeeds without a change. */
  takeRemoved(random: Random): KnownRecord | undefined {
    return this.#removed.splice(random.below(this.#removed.length), 1)[0];
  }

  addDraft(id: NoteDraftId): void {
    this.#drafts.push(id);
  }

  /** Takes a draft, so that no other caller signs it. A second signature succeeds without a change. */
  takeDraft(random: Random): NoteDraftId | undefined {
    return this.#drafts.splice(random.below(this.#drafts.length), 1)[0];
  }

  addNote(id: NoteId): void {
    this.#notes.push(id);
    if (this.#notes.length > maxKnown) this.#notes.shift();
  }

  pickNote(random: Random): NoteId | undefined {
    return this.#notes.length === 0 ? undefined : random.pick(this.#notes);
  }

  add({ type, id, version }: KnownRecord): void {
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
