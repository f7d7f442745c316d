import { LRUCache } from "lru-cache";
import { DomainError } from "../../error/domain-error.ts";
import type { AccountId } from "../../field/ids.ts";
import type { Scope } from "../../procedure/scope.ts";
import { settledSeconds } from "../limits.ts";
import { type Principal, scopeIn } from "./principal.ts";

/** Instants are in milliseconds of `performance.now()`: the database's clock, as far as it had come when it was asked. */
export type FoundPrincipal = {
  principal: Principal;
  endsAt: number;
  usedAt: number;
  /** As in the settings of the cache, where this one has its own. */
  noteMilliseconds?: number | undefined;
};

type Find = () => Promise<FoundPrincipal | null>;

/** What is known of one session or API key. */
type Known = {
  principal: Principal;
  /** By practice, as asked for. */
  scopes: Map<string | null, Scope>;
  /** From then on it is looked up anew. */
  recheckAt: number;
  /** The last use that was noted. */
  usedAt: number;
  noteMilliseconds: number;
};

type Entry = { known: Known | null; lookup: Promise<Known> | null };

type CacheSettings = {
  recheckMilliseconds: number;
  /** A use is noted when the last one that was is so old. */
  noteMilliseconds: number;
  onUse(principal: Principal, at: number): void;
};

/** Uses of moments before now that are told of: those of who has been idle since. */
const settledMilliseconds = settledSeconds * 1000;

const mostEntries = 10_000;

/** Whom sessions, or API keys, speak for. It is read anew when it is old or at its end, and dropped when it has changed. */
export class PrincipalCache {
  readonly #settings: CacheSettings;
  readonly #entries = new LRUCache<string, Entry>({ max: mostEntries });
  /** Those that were never found yet: what turns out to be nobody takes nobody's place. */
  readonly #unproved = new Map<string, Entry>();

  constructor(settings: CacheSettings) {
    this.#settings = settings;
  }

  /** What is known and recent enough to rely on. */
  recent(key: string, idleMilliseconds = 0): Known | null {
    const known = this.#entries.get(key)?.known;
    if (!known) return null;
    const now = performance.now();
    if (now >= known.recheckAt) return null;
    this.#note(known, now, idleMilliseconds);
    return known;
  }

  /** Once for all that wait. Rejects with `UNAUTHENTICATED` when it is nobody's any more. */
  async lookUp(key: string, find: Find, idleMilliseconds = 0): Promise<Known> {
    const entry = this.#entries.get(key) ?? this.#unproved.get(key) ?? this.#begin(key);
    entry.lookup ??= this.#find(key, entry, find).finally(() => {
      entry.lookup = null;
    });
    const known = await entry.lookup;
    this.#note(known, performance.now(), idleMilliseconds);
    return known;
  }

  forget(key: string): void {
    this.#entries.delete(key);
    this.#unproved.delete(key);
  }

  forgetAccount(accountId: AccountId): void {
    for (const [key, { known }] of [...this.#entries.entries()])
      if (known?.principal.accountId === accountId) this.#entries.delete(key);
    this.#unproved.clear();
  }

  forgetAll(): void {
    this.#entries.clear();
    this.#unproved.clear();
  }

  #begin(key: string): Entry {
    const entry = { known: null, lookup: null };
    this.#unproved.set(key, entry);
    return entry;
  }

  /**
   * Writes to the entry that it was given, and brings back none that was dropped: an answer from before a change
   * reaches only the calls that were waiting for it.
   */
  async #find(key: string, entry: Entry, find: Find): Promise<Known> {
    const { recheckMilliseconds, noteMilliseconds } = this.#settings;
    const askedAt = performance.now();
    try {
      const found = await find();
      if (!found) {
        if (this.#entries.peek(key) === entry) this.#entries.delete(key);
        throw new DomainError("UNAUTHENTICATED");
      }
      const { endsAt, ...rest } = found;
      const recheckAt = Math.min(askedAt + recheckMilliseconds, endsAt);
      const known: Known = {
        ...rest,
        noteMilliseconds: rest.noteMilliseconds ?? noteMilliseconds,
        scopes: new Map(),
        recheckAt,
      };
      entry.known = known;
      if (this.#unproved.get(key) === entry) this.#entries.set(key, entry);
      return known;
    } finally {
      if (this.#unproved.get(key) === entry) this.#unproved.delete(key);
    }
  }

  /** A use by who has been idle since is noted to the second, as their session ends by it. */
  #note(known: Known, now: number, idleMilliseconds: number): void {
    const at = now - idleMilliseconds;
    const isSettled = idleMilliseconds >= settledMilliseconds;
    if (at < known.usedAt + (isSettled ? 1_000 : known.noteMilliseconds)) return;
    known.usedAt = at;
    this.#settings.onUse(known.principal, at);
  }
}

/** @throws {ForeignPractice} see `scopeIn`. */
export function knownScope({ scopes, principal }: Known, practice: string | null): Scope {
  const known = scopes.get(practice);
  if (known) return known;
  const scope = scopeIn(principal, practice);
  scopes.set(practice, scope);
  return scope;
}
