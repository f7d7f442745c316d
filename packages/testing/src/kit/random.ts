import { type AnyId, asId } from "@caretype/core/kernel/field/ids";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { v7 as uuidv7 } from "uuid";

/** A repeatable random generator. Each use has its own stream, so that one table's rows do not affect another's. */
export class Random {
  readonly #generator: ReturnType<typeof xoroshiro128plus>;
  readonly #bytes = new Uint8Array(16);
  readonly #words = new Int32Array(this.#bytes.buffer);

  constructor(seed: number, stream: string) {
    let mixed = seed | 0;
    for (const character of stream) mixed = (Math.imul(mixed, 31) + (character.codePointAt(0) ?? 0)) | 0;
    this.#generator = xoroshiro128plus(mixed);
  }

  /** From 0 inclusive to 1 exclusive. */
  next(): number {
    return (this.#generator.next() >>> 0) / 0x1_0000_0000;
  }

  /** From 0 inclusive to `end` exclusive. */
  below(end: number): number {
    return Math.floor(this.next() * end);
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<Item>(items: readonly Item[]): Item {
    return itemAt(items, this.below(items.length));
  }

  /** Picks early items far more often than late ones, like the frequencies of names. */
  pickEarly<Item>(items: readonly Item[]): Item {
    const at = this.next();
    return itemAt(items, Math.floor(at * at * items.length));
  }

  /** Returns a UUIDv7 for the instant. */
  id<Of extends AnyId>(milliseconds: number): Of {
    for (let word = 0; word < 4; word++) this.#words[word] = this.#generator.next();
    return asId(uuidv7({ msecs: milliseconds, random: this.#bytes }));
  }
}

function itemAt<Item>(items: readonly Item[], index: number): Item {
  const item = items[index];
  if (item === undefined) throw new RangeError("There is nothing to choose from.");
  return item;
}
