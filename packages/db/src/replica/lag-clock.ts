import type { Position } from "./position.ts";

type Sample = { at: number; position: Position };

/** Ten minutes of a busy database. */
const maxSamples = 2_400;

/**
 * Knows when the primary reached which position, and so how far behind a replica is. Neither the clocks of the machines
 * nor a primary without changes mislead it.
 */
export class LagClock {
  #samples: Sample[] = [];

  /** `at`: when the primary was asked, by `performance.now()`. */
  add(at: number, position: Position): void {
    const last = this.#samples.at(-1);
    // After a failover, the new primary's log may be shorter than the old one's.
    if (last && position < last.position) this.#samples = [];
    if (last?.position === position) last.at = Math.max(last.at, at);
    else this.#samples.push({ at, position });
    if (this.#samples.length > maxSamples) this.#samples.shift();
  }

  /** How old the replica's data is at most. Undefined before the primary has told a position. */
  millisecondsBehind(replayed: Position, now: number): number | undefined {
    const reached = this.#samples.findLast(({ position }) => position <= replayed) ?? this.#samples[0];
    return reached && Math.max(0, now - reached.at);
  }
}
