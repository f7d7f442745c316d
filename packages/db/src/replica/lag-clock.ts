import type { Position } from "./position.ts";

type Sample = { at: number; position: Position };

/** Ten minutes of a busy database. */
const maxSamples = 2_400;

/**
 * Measures a replica's lag by when the primary reached a position. Independent of the machines' clocks, and of
 * whether the primary has changes.
 */
export class LagClock {
  #samples: Sample[] = [];

  /** `at`: the time of the request to the primary, by `performance.now()`. */
  add(at: number, position: Position): void {
    const last = this.#samples.at(-1);
    // After a failover, the new primary's log may be shorter than the old one's.
    if (last && position < last.position) this.#samples = [];
    if (last?.position === position) last.at = Math.max(last.at, at);
    else this.#samples.push({ at, position });
    if (this.#samples.length > maxSamples) this.#samples.shift();
  }

  /** Maximum age of the replica's data, in milliseconds. Undefined before the primary's first position. */
  millisecondsBehind(replayed: Position, now: number): number | undefined {
    const reached = this.#samples.findLast(({ position }) => position <= replayed) ?? this.#samples[0];
    return reached && Math.max(0, now - reached.at);
  }
}
