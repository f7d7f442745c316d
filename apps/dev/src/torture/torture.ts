import { faultsPerRound } from "./report.ts";
import { Round, type RoundOptions } from "./round.ts";
import { Tally } from "./tally.ts";

/**
 * Runs rounds of up to fifty faults, each on a new server.
 * Stops at the requested number, when time is up, or after a loss.
 */
export class Torture {
  readonly #tally = new Tally();
  #round: Round | undefined;

  async run({ seed, kills, isTimeLeft, onFault }: RoundOptions): Promise<Tally> {
    const tally = this.#tally;
    for (let place = 0; tally.made < kills && isTimeLeft() && tally.problems.length === 0; place++) {
      const left = Math.min(faultsPerRound, kills - tally.made);
      this.#round = new Round({ seed: seed + place, kills: left, isTimeLeft, onFault });
      tally.add(await this.#round.run());
      this.#round = undefined;
    }
    return tally;
  }

  /** Returns the totals so far, including the unfinished round. Call it once, at the end. */
  interrupt(): Tally {
    if (this.#round) this.#tally.add(this.#round);
    return this.#tally;
  }
}
