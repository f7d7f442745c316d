/** Who is in a roster knows where. */
export type Member = { place: number };

/** The place of who is in none. */
export const nowhere = -1;

/**
 * Who is there, where thousands come and go each second. A Set or Map makes a new table after every few dozen of
 * them, and in V8 the old table points to the new one: once one of them is in the old generation, each that follows is
 * kept by the one before, with all who were in it, until the next full collection. An array in which the last one takes
 * the place of who leaves has no such chain. Its order is none.
 */
export class SwapRemoveList<Item extends Member> {
  readonly #members: Item[] = [];

  get size(): number {
    return this.#members.length;
  }

  add(item: Item): void {
    item.place = this.#members.length;
    this.#members.push(item);
  }

  /** Does nothing with who is not there. */
  remove(item: Item): void {
    if (this.#members[item.place] !== item) return;
    const last = this.#members.pop();
    if (last !== undefined && last !== item) {
      this.#members[item.place] = last;
      last.place = item.place;
    }
    item.place = nowhere;
  }

  /** Takes everybody out. */
  clear(): Item[] {
    const all = this.#members.splice(0);
    for (const item of all) item.place = nowhere;
    return all;
  }

  [Symbol.iterator](): Iterator<Item> {
    return this.#members.values();
  }
}
