import { z } from "zod";
import type { BenchContext } from "./context.ts";
import { formatDecimals, table } from "./markdown.ts";
import { createScaleEnvironment, type MeasuredPractice, type ScaleEnvironment } from "./scale/environment.ts";
import { defineSection, type Section } from "./section.ts";
import { Times, timeOf, timesOf } from "./statistics.ts";

/** The percentile that is compared. Older results lack the others. */
type Compares = "median" | "p99";
const StoredTimes = Times.partial({ p90: true, p99: true });

/** A call, and the call that it is compared with in the same rounds. */
const Compared = z.object({
  name: z.string(),
  call: StoredTimes,
  reference: z.string(),
  beside: StoredTimes,
  /** Null: there is no goal. */
  most: z.number().nullable(),
});
type Compared = z.output<typeof Compared>;

const PairsResult = z.object({ calls: z.int(), rows: z.array(Compared) });

type Run = () => Promise<unknown>;

/** `most`: how many times as long as the other call it may take. */
export type Pair = { name: string; run: Run; reference: string; beside: Run; most: number | null };

/** A practice whose calls are timed, below HTTP. */
export type Prepared = MeasuredPractice & { environment: ScaleEnvironment };

type PairsSection = {
  name: string;
  title: string;
  /** What is called, and among how much. */
  about: string;
  compares: Compares;
  rounds: { full: number; small: number };
  /** Fills databases with `fill`, and resolves to the calls to compare. */
  prepare(context: BenchContext, fill: Fill): Promise<Pair[]>;
};

type Fill = (size: {
  patients: number;
  largestPractice: number;
  practices: number;
  doctors: number;
}) => Promise<Prepared>;

const warmUpRounds = 20;

/** A section that times pairs of calls in turns, and compares their times. */
export function definePairs({ name, title, about, compares, rounds, prepare }: PairsSection): Section {
  const ratioOf = ({ call, beside }: Compared) => (call[compares] ?? 0) / (beside[compares] ?? 0);
  return defineSection({
    name,
    title,
    result: PairsResult,
    async measure(context) {
      const environments: ScaleEnvironment[] = [];
      const fill: Fill = async (size) => {
        const all = { ...size, assignments: 0, auditEntries: 0, seed: 20_260_101 };
        const environment = await createScaleEnvironment(all, context.log);
        environments.push(environment);
        const [practice] = environment.practices.largest;
        if (!practice) throw new Error("There is no practice to measure.");
        return { ...practice, environment };
      };
      const calls = context.small ? rounds.small : rounds.full;
      try {
        return { calls, rows: await comparePairs(await prepare(context, fill), calls) };
      } finally {
        for (const environment of environments) await environment.stop();
      }
    },
    render: ({ calls, rows }) =>
      [
        `${about} Each call is timed beside another one, in turns, below HTTP: medians of ${calls} calls in ms, with the 99th
percentile in brackets. The ratio is that of the ${compares === "median" ? "medians" : "99th percentiles"}.`,
        table(
          ["call", "time:", "beside", "time:", "ratio:"],
          rows.map((row) => [
            row.name,
            cell(row.call),
            row.reference,
            cell(row.beside),
            formatDecimals(ratioOf(row), 2),
          ]),
        ),
      ].join("\n\n"),
    goals: ({ rows }) =>
      rows.flatMap((row) =>
        row.most === null
          ? []
          : {
              goal: `${title}: ${row.name} ≤ ${formatDecimals(row.most, 2)} × the time of ${row.reference}${compares === "p99" ? ", p99" : ""}`,
              measured: `${formatDecimals(ratioOf(row), 2)} ×`,
              met: ratioOf(row) <= row.most,
            },
      ),
  });
}

const cell = ({ median, p99 }: Compared["call"]) =>
  `${formatDecimals(median, 2)} (${p99 === undefined ? "–" : formatDecimals(p99, 2)})`;

/** Calls each part of a word in turn, as people type different ones. */
export function inTurn(words: readonly string[], search: (q: string) => Promise<unknown>): Run {
  let calls = 0;
  return () => search(words[calls++ % words.length] ?? "");
}

async function comparePairs(pairs: readonly Pair[], rounds: number): Promise<Compared[]> {
  const rows = pairs.map((pair) => ({ ...pair, own: [] as number[], other: [] as number[] }));
  for (let round = -warmUpRounds; round < rounds; round++)
    for (const row of rows) {
      // The order alternates, because the second one finds the caches warm.
      const first = round % 2 === 0;
      const before = first ? await timeOf(row.run) : await timeOf(row.beside);
      const after = first ? await timeOf(row.beside) : await timeOf(row.run);
      if (round < 0) continue;
      row.own.push(first ? before : after);
      row.other.push(first ? after : before);
    }
  return rows.map(({ name, reference, most, own, other }) => ({
    name,
    reference,
    most,
    call: timesOf(own),
    beside: timesOf(other),
  }));
}
