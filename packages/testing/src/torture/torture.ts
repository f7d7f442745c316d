import { fullRun } from "./report.ts";
import { Round, type RoundOptions } from "./round.ts";
import { Tally } from "./tally.ts";

/** Rounds of fifty faults, each on a new server, until there are enough, no time is left, or something is lost. */
export class Torture {
  readonly #tally = new Tally();
  #round: Round | undefined;

  async run({ seed, kills, isTimeLeft, onFault }: RoundOptions): Promise<Tally> {
    const tally = this.#tally;
    for (let place = 0; tally.made < kills && isTimeLeft() && tally.problems.length === 0; place++) {
      const left = Math.min(fullRun, kills - tally.made);
      this.#round = new Round({ seed: seed + place, kills: left, isTimeLeft, onFault });
      tally.add(await this.#round.run());
      this.#round = undefined;
    }
    return tally;
  }

  /** What has been done so far; nothing can be added to it. */
  interrupt(): Tally {
    if (this.#round) this.#tally.add(this.#round);
    return this.#tally;
  }
}
