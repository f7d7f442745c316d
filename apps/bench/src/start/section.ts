import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { z } from "zod";
import type { BenchContext } from "../context.ts";
import { startScratchDatabase } from "../environment/scratch-database.ts";
import { formatDecimals, formatInteger, table } from "../markdown.ts";
import { startCaretypeServer } from "../peer/caretype.ts";
import { defineSection, type Goal } from "../section.ts";
import { Spread, spreadOf } from "../statistics.ts";

const StartResult = z.object({
  rounds: z.int(),
  firstMilliseconds: z.number(),
  milliseconds: Spread,
  bareMilliseconds: Spread,
});
type StartResult = z.output<typeof StartResult>;

const secretKey = "the bench's own key, long enough to be one";
const starts = { full: 11, small: 5 };

/** Measures from the command to the first 200 of `/health/ready`, with a running and migrated database. */
async function measureStart(context: BenchContext): Promise<StartResult> {
  const database = await startScratchDatabase();
  const rounds = context.small ? starts.small : starts.full;
  const [ready, bare]: [number[], number[]] = [[], []];
  try {
    // Only the first start after an update compiles the code.
    const firstMilliseconds = await timeStart(database);
    for (let round = 0; round < rounds; round += 1) {
      ready.push(await timeStart(database));
      bare.push(await timeBareNode());
      context.log(`start: ${Math.round(ready.at(-1) ?? 0)} ms, bare Node ${Math.round(bare.at(-1) ?? 0)} ms`);
    }
    return { rounds, firstMilliseconds, milliseconds: spreadOf(ready), bareMilliseconds: spreadOf(bare) };
  } finally {
    await database.stop();
  }
}

async function timeStart(database: Awaited<ReturnType<typeof startScratchDatabase>>): Promise<number> {
  const startedAt = performance.now();
  const server = await startCaretypeServer({ database, secretKey });
  const milliseconds = performance.now() - startedAt;
  await server.stop();
  return milliseconds;
}

/** Returns how long an empty Node process takes on this machine. */
async function timeBareNode(): Promise<number> {
  const startedAt = performance.now();
  await promisify(execFile)(process.execPath, ["--eval", "0"]);
  return performance.now() - startedAt;
}

const maxMilliseconds = 400;

const startGoals = ({ milliseconds, bareMilliseconds }: StartResult): Goal[] => [
  {
    goal: `Server ready in ≤ ${maxMilliseconds} ms, with the database running`,
    measured: `${formatInteger(milliseconds.median)} ms (${formatDecimals(milliseconds.median / bareMilliseconds.median, 1)} × an empty Node process)`,
    met: milliseconds.median <= maxMilliseconds,
  },
];

const cells = ({ median, min, max }: Spread) => [
  formatInteger(median),
  `${formatInteger(min)}–${formatInteger(max)}`,
];

const renderStart = ({ rounds, firstMilliseconds, milliseconds, bareMilliseconds }: StartResult) =>
  [
    `From the command to 200 at \`/health/ready\`, with a running and migrated database; ${rounds} starts, alternating with an
empty Node process. The very first start took ${formatInteger(firstMilliseconds)} ms, because nothing may have been compiled yet.`,
    table(
      ["", "ms:", "from–to:"],
      [
        ["Caretype", ...cells(milliseconds)],
        ["`node --eval 0`", ...cells(bareMilliseconds)],
      ],
    ),
  ].join("\n\n");

/**
 * Not compared in CI.
 * A start reads some thousand files, and one commit took 15 to 25 times as long as an empty Node process on one
 * machine within a day. A test limits how many files a start loads.
 */
export const start = defineSection({
  name: "start",
  title: "Start",
  result: StartResult,
  measure: measureStart,
  render: renderStart,
  goals: startGoals,
});
