import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { z } from "zod";
import type { BenchContext } from "../context.ts";
import { formatInteger, table } from "../markdown.ts";
import { defineSection, type Goal } from "../section.ts";
import { Spread, spreadOf } from "../statistics.ts";

const KitResult = z.object({
  processes: z.int(),
  /** The first start of each process, which also starts PostgreSQL. */
  first: Spread,
  /** All other starts. */
  later: Spread,
});
type KitResult = z.output<typeof KitResult>;

const program = fileURLToPath(new URL("./start-backends.ts", import.meta.url));
const amounts = { full: { processes: 7, starts: 11 }, small: { processes: 1, starts: 3 } };

/** Measures `startBackend`, the first time in a process, and after that. */
async function measureKit({ small, log }: BenchContext): Promise<KitResult> {
  const { processes, starts } = small ? amounts.small : amounts.full;
  // The very first one also migrates a database, and keeps it for the others.
  await timeStarts(1);
  const [first, later]: [number[], number[]] = [[], []];
  for (let round = 0; round < processes; round += 1) {
    const [one = 0, ...others] = await timeStarts(starts);
    first.push(one);
    later.push(...others);
    log(`testing kit: ${Math.round(one)} ms, then ${others.map(Math.round).join(", ")}`);
  }
  return { processes, first: spreadOf(first), later: spreadOf(later) };
}

async function timeStarts(starts: number): Promise<number[]> {
  const { stdout } = await promisify(execFile)(process.execPath, [program, String(starts)]);
  return z.array(z.number()).parse(JSON.parse(stdout));
}

const most = { first: 1_500, later: 150 };

const kitGoals = ({ first, later }: KitResult): Goal[] => [
  {
    goal: `Testing kit: a backend in ≤ ${formatInteger(most.first)} ms, the first time in a process`,
    measured: `${formatInteger(first.median)} ms`,
    met: first.median <= most.first,
  },
  {
    goal: `Testing kit: a backend in ≤ ${most.later} ms after that`,
    measured: `${formatInteger(later.median)} ms`,
    met: later.median <= most.later,
  },
];

const cells = ({ median, min, max }: Spread) => [
  formatInteger(median),
  `${formatInteger(min)}–${formatInteger(max)}`,
];

const renderKit = ({ processes, first, later }: KitResult) =>
  [
    `\`startBackend()\` in ${processes} processes, each with a PostgreSQL of its own. Between two starts, a test runs for
200 ms, and a database for the next one is copied meanwhile.`,
    table(
      ["", "ms:", "from–to:"],
      [
        ["The first start of a process", ...cells(first)],
        ["Each later start", ...cells(later)],
      ],
    ),
  ].join("\n\n");

/** Not compared in CI, for the reason that starts of the server are not. */
export const kit = defineSection({
  name: "kit",
  title: "Testing kit",
  result: KitResult,
  measure: measureKit,
  render: renderKit,
  goals: kitGoals,
});
