import { DomainError } from "@caretype/core/kernel/error/domain-error";
import { elapsedTime } from "@caretype/core/kernel/field/time";
import type { Scope } from "@caretype/core/kernel/procedure/scope";
import { LRUCache } from "lru-cache";
import { settledSeconds } from "../limits.ts";
import { type Principal, scopeIn } from "./principal.ts";

/** Instants are in milliseconds of `elapsedTime()`, derived from the database's clock at the look-up. */
export type FoundPrincipal = {
  principal: Principal;
  endsAt: number;
  usedAt: number;
  /** Overrides the cache's setting. */
  noteMilliseconds?: number | undefined;
};

type Find = () => Promise<FoundPrincipal | null>;

/** The cached state of a session or API key. */
type Known = {
  principal: Principal;
  /** By requested practice. */
  scopes: Map<string | null, Scope>;
  /** When the state must be looked up again. */
  recheckAt: number;
  /** The last recorded use. */
  usedAt: number;
  noteMilliseconds: number;
};

type Entry = { known: Known | null; lookup: Promise<Known> | null };

type CacheSettings = {
  recheckMilliseconds: number;
  /** Minimum age of the last recorded use before another one is recorded. */
  noteMilliseconds: number;
  onUse(principal: Principal, at: number): void;
  /** For API keys. */
  byKey?: boolean;
};

/** Uses at least this old are exact, because the page reports them. */
const settledMilliseconds = settledSeconds * 1000;

const maxEntries = 10_000;

/** Caches principals of sessions or API keys. Entries are refreshed when old, and dropped when changed. */
export class PrincipalCache {
  readonly #settings: CacheSettings;
  readonly #entries = new LRUCache<string, Entry>({ max: maxEntries });
  /** Look-ups in progress, kept apart so that invalid keys displace no entries. */
  readonly #unproved = new Map<string, Entry>();

  constructor(settings: CacheSettings) {
    this.#settings = settings;
  }

  /** The cached state, if recent enough. */
  recent(key: string, idleMilliseconds = 0): Known | null {
    const known = this.#entries.get(key)?.known;
    if (!known) return null;
    const now = elapsedTime();
    if (now >= known.recheckAt) return null;
    this.#note(known, now, idleMilliseconds);
    return known;
  }

  /** The cached principal, however old. */
  peek(key = ""): Principal | null {
    return this.#entries.peek(key)?.known?.principal ?? null;
  }

  /** One look-up for all waiting calls. Rejects with `UNAUTHENTICATED` if the key is no longer valid. */
  async lookUp(key: string, find: Find, idleMilliseconds = 0): Promise<Known> {
    const entry = this.#entries.get(key) ?? this.#unproved.get(key) ?? this.#begin(key);
    entry.lookup ??= this.#find(key, entry, find).finally(() => {
      entry.lookup = null;
    });
    const known = await entry.lookup;
    this.#note(known, elapsedTime(), idleMilliseconds);
    return known;
  }

  forget(key: string): void {
    this.#entries.delete(key);
    this.#unproved.delete(key);
  }

  /** Drops the principals that a change affects, by default all. */
  forgetAll(isChanged: (principal: Principal) => boolean = () => true): void {
    const entries = [...this.#entries.entries()];
    for (const [key, { known }] of entries)
      if (!known || isChanged(known.principal)) this.#entries.delete(key);
    this.#unproved.clear();
  }

  #begin(key: string): Entry {
    const entry = { known: null, lookup: null };
    this.#unproved.set(key, entry);
    return entry;
  }

  /**
   * Writes only to the given entry and never re-adds a dropped one. So an answer from before a change reaches only
   * the calls already waiting for it.
   */
  async #find(key: string, entry: Entry, find: Find): Promise<Known> {
    const { recheckMilliseconds, noteMilliseconds, byKey = false } = this.#settings;
    const askedAt = elapsedTime();
    try {
      const found = await find();
      if (!found) {
        if (this.#entries.peek(key) === entry) this.#entries.delete(key);
        throw new DomainError("UNAUTHENTICATED", { byKey });
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

  /** Records a use. One before an idle period is exact to a second, because it determines the session's end. */
  #note(known: Known, now: number, idleMilliseconds: number): void {
    const at = now - idleMilliseconds;
    const isSettled = idleMilliseconds >= settledMilliseconds;
    if (at < known.usedAt + (isSettled ? 1_000 : known.noteMilliseconds)) return;
    known.usedAt = at;
    this.#settings.onUse(known.principal, at);
  }
}

/** @throws {ForeignPractice} See `scopeIn`. */
export function knownScope({ scopes, principal }: Known, practice: string | null): Scope {
  const known = scopes.get(practice);
  if (known) return known;
  const scope = scopeIn(principal, practice);
  scopes.set(practice, scope);
  return scope;
}
