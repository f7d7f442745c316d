/** An item of a list stores its own index. */
export type Member = { index: number };

/** The index of an item that is in no list. */
export const notListed = -1;

/**
 * An unordered list for items that are added and removed thousands of times per second. In V8, a Set or Map
 * allocates a new table every few dozen changes, and the old table points to the new one. Once one table is in
 * the old generation, all later ones stay in memory until the next full collection. An array avoids that: the
 * last item replaces the removed one.
 */
export class SwapRemoveList<Item extends Member> {
  readonly #members: Item[] = [];

  get size(): number {
    return this.#members.length;
  }

  add(item: Item): void {
    item.index = this.#members.length;
    this.#members.push(item);
  }

  /** Does nothing if the item is not in the list. */
  remove(item: Item): void {
    if (this.#members[item.index] !== item) return;
    const last = this.#members.pop();
    if (last !== undefined && last !== item) {
      this.#members[item.index] = last;
      last.index = item.index;
    }
    item.index = notListed;
  }

  /** Removes and returns all items. */
  clear(): Item[] {
    const all = this.#members.splice(0);
    for (const item of all) item.index = notListed;
    return all;
  }

  [Symbol.iterator](): Iterator<Item> {
    return this.#members.values();
  }
}
