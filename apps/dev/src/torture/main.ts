import { takeRunFolder } from "@caretype/test-database";
import { Command, InvalidArgumentError } from "commander";
import { usePrivateMounts } from "./disk.ts";
import { type Ending, exitCodeOf, faultsPerRound, reportOf } from "./report.ts";
import { Round, type RoundOptions } from "./round.ts";
import { Tally } from "./tally.ts";

/**
 * Runs rounds of up to fifty faults, each on a new server.
 * Stops at the requested number, when time is up, or after a loss.
 */
class Torture {
  readonly #tally = new Tally();
  #round: Round | undefined;

  async run({ seed, kills, isTimeLeft, onFault }: RoundOptions): Promise<Tally> {
    const tally = this.#tally;
    for (let place = 0; tally.faultCount < kills && isTimeLeft() && tally.problems.length === 0; place++) {
      const left = Math.min(faultsPerRound, kills - tally.faultCount);
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

type Options = { kills?: number; minutes?: number; seed: number };

function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError("It must be a whole number from 1.");
  return Number(text);
}

await new Command("torture")
  .description("kill the server and its database repeatedly under load, and account for every write")
  .option(
    "--kills <number>",
    `end after this many faults (default: ${faultsPerRound}, unless --minutes is given)`,
    wholeNumber,
  )
  .option("--minutes <number>", "end after this many minutes", wholeNumber)
  .option("--seed <number>", "repeat the random choices of a run", wholeNumber, Date.now() % 1_000_000_000)
  .action(run)
  .parseAsync();

async function run({ minutes = Number.POSITIVE_INFINITY, ...given }: Options): Promise<void> {
  const { seed, kills = Number.isFinite(minutes) ? Number.POSITIVE_INFINITY : faultsPerRound } = given;
  usePrivateMounts();
  const release = takeRunFolder();
  const began = performance.now();
  const torture = new Torture();
  const end = (tally: Tally, { isInterrupted }: Pick<Ending, "isInterrupted">) => {
    const seconds = (performance.now() - began) / 1_000;
    process.stdout.write(`\n${reportOf(tally, { seed, seconds, isInterrupted })}\n`);
    process.exitCode = exitCodeOf(tally, { isInterrupted });
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.once(signal, () => {
      end(torture.interrupt(), { isInterrupted: true });
      // Everything in the run's folder ends with this process.
      process.exit();
    });
  let faultCount = 0;
  const tally = await torture.run({
    seed,
    kills,
    isTimeLeft: () => performance.now() - began < minutes * 60_000,
    onFault: (fault) => process.stdout.write(`${String(++faultCount).padStart(4)}  ${fault}\n`),
  });
  release?.();
  end(tally, { isInterrupted: false });
}
