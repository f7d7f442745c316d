import type { Database } from "@caretype/db";
import type { EntryDifference } from "./findings.ts";
import { type FoundEntry, readEntries, readLeaves } from "./queries.ts";
import { idBytes, leafBytes } from "./seal-hash.ts";

export type SealedRange = { number: number; from: number; until: number; leaves: Buffer };

const pageSize = 5_000;
/** Maximum listed differences of one seal. Others are counted. */
const maxKept = 20_000;

/** Resolves to the differences in the seal's order, and the number of unlisted ones. */
export async function compareEntries(
  db: Database,
  seal: SealedRange,
): Promise<{ differences: EntryDifference[]; uncounted: number }> {
  const count = wholeLeaves(seal.leaves);
  const found = await readLeaves(db, seal, count + 1);
  if (found.equals(seal.leaves)) return { differences: [], uncounted: 0 };
  return differencesOf(db, seal);
}

/** A partial leaf at the end is reported through the seal's hash. */
export const wholeLeaves = (leaves: Buffer) => Math.floor(leaves.length / leafBytes);

/** The leaves of a seal that match no entry so far. */
class SealedLeaves {
  /** Position in the seal, by id and digest. Copies of an entry share its id. */
  readonly #places = new Map<string, Map<string, number>>();

  constructor(leaves: Buffer) {
    for (let place = 0; place < wholeLeaves(leaves); place++) {
      const { id, digest } = partsOf(leaves.subarray(place * leafBytes, (place + 1) * leafBytes));
      const digests = this.#places.get(id);
      if (digests) digests.set(digest, place);
      else this.#places.set(id, new Map([[digest, place]]));
    }
  }

  /** Removes the leaf of an unchanged entry. Returns whether it was there. */
  take(leaf: Buffer): boolean {
    const { id, digest } = partsOf(leaf);
    return this.#takeAt(id, digest);
  }

  /** Removes a leaf with the same id. Returns whether it was there. */
  takeId(leaf: Buffer): boolean {
    const { id } = partsOf(leaf);
    const [digest] = this.#places.get(id)?.keys() ?? [];
    return digest !== undefined && this.#takeAt(id, digest);
  }

  *rest(): Generator<{ id: string; place: number }> {
    for (const [id, digests] of this.#places) for (const place of digests.values()) yield { id, place };
  }

  #takeAt(id: string, digest: string): boolean {
    const digests = this.#places.get(id);
    if (!digests?.delete(digest)) return false;
    if (digests.size === 0) this.#places.delete(id);
    return true;
  }
}

const partsOf = (leaf: Buffer) => ({
  id: leaf.toString("hex", 0, idBytes),
  digest: leaf.toString("hex", idBytes, leafBytes),
});

async function differencesOf(db: Database, seal: SealedRange) {
  const sealed = new SealedLeaves(seal.leaves);
  const others: FoundEntry[] = [];
  let uncounted = 0;
  let after: FoundEntry | undefined;
  do {
    const page = await readEntries(db, seal, { after, limit: pageSize });
    for (const entry of page) {
      if (sealed.take(entry.leaf)) continue;
      if (others.length < maxKept) others.push(entry);
      else uncounted++;
    }
    after = page.length === pageSize ? page.at(-1) : undefined;
  } while (after !== undefined);
  const differences: EntryDifference[] = others.map(({ id, at, action, leaf }) => ({
    kind: sealed.takeId(leaf) ? "changed" : "added",
    seal: seal.number,
    id,
    at,
    action,
  }));
  for (const { id, place } of sealed.rest())
    differences.push({ kind: "missing", seal: seal.number, id: uuidOf(id), place: place + 1 });
  return { differences, uncounted };
}

const uuidOf = (hex: string) => hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
