import { setTimeout as pause } from "node:timers/promises";
import { request } from "undici";
import { z } from "zod";
import type { BenchContext } from "../context.ts";
import { type BenchEnvironment, createBenchEnvironment, cycleWal } from "../environment/bench-environment.ts";
import { type Generator, startGenerator } from "../load/generator.ts";
import type { Load, LoadSample } from "../load/messages.ts";
import { formatDecimals, formatInteger } from "../markdown.ts";
import { bearer, startCaretypeServer, typedCalls } from "../peer/caretype.ts";
import { median } from "../statistics.ts";
import { busyCores, type Disturbance, repeatUntilFinished } from "./disturbance.ts";
import { importDisturbance, observationsDisturbance, undoDisturbance } from "./import.ts";

const Latency = z.object({
  callsPerSecond: z.number(),
  p50Milliseconds: z.number(),
  p99Milliseconds: z.number(),
});
type Latency = z.output<typeof Latency>;

export const IsolationRow = z.object({
  disturbance: z.string(),
  load: z.string(),
  quiet: Latency,
  disturbed: Latency,
  /** The disturbance's work in that time. */
  done: z.string(),
  /** Only for an import. */
  rowsPerSecond: z.number().nullable(),
  slices: z.int(),
  failures: z.int(),
});
export type IsolationRow = z.output<typeof IsolationRow>;

export const IsolationResult = z.object({ sliceSeconds: z.number(), rows: z.array(IsolationRow) });
export type IsolationResult = z.output<typeof IsolationResult>;

const patients = 2_000;
const connections = 32;
const callsPerSecond = 1_000;
const settleMilliseconds = 1_000;
const plans = {
  full: { imported: 100_000, sliceSeconds: 2, slices: 5 },
  small: { imported: 10_000, sliceSeconds: 1, slices: 2 },
};

/** Measures a reader's latency during heavy work on the same server or database. */
export async function measureIsolation(context: BenchContext): Promise<IsolationResult> {
  const { imported, sliceSeconds, slices } = context.small ? plans.small : plans.full;
  await using environment = await createBenchEnvironment({ patients });
  if (!context.small) await cycleWal(environment.sql);
  // The log-ins use the readers' account. They would end its oldest session.
  await using server = await startCaretypeServer(environment, { env: { SESSIONS_AT_ONCE: "1000" } });
  await using generator = startGenerator();
  const common = { url: server.url, calls: typedCalls(environment).byId, seconds: sliceSeconds };
  const loads: Load[] = [
    { ...common, kind: "steady", callsPerSecond },
    { ...common, kind: "closed", connections },
  ];
  for (const load of loads) await generator.run(load);
  // The imports come first: the export and the undo need imported patients.
  const disturbances = [
    busyCores,
    logInDisturbance(environment, server.url),
    importDisturbance(environment, imported),
    observationsDisturbance(environment, imported),
    exportDisturbance(server.url, [bearer(environment)]),
    undoDisturbance(environment),
  ];
  const rows: IsolationRow[] = [];
  for (const disturbance of disturbances) {
    for (const load of loads) {
      const row = await measureUnder({ generator, load, slices }, disturbance);
      rows.push(row);
      context.log(`isolation: ${row.disturbance}, ${row.load}: ${row.done}`);
    }
  }
  return { sliceSeconds, rows };
}

type Reading = { generator: Generator; load: Load; slices: number };

export async function measureUnder(reading: Reading, disturbance: Disturbance): Promise<IsolationRow> {
  const { generator, load, slices } = reading;
  const quiet: LoadSample[] = [];
  while (quiet.length < slices) quiet.push(await generator.run(load));
  const running = await disturbance.start();
  const disturbed: LoadSample[] = [];
  // A slice in which the disturbance ended is partly quiet, so it is discarded.
  while (disturbed.length < slices && running.isRunning()) {
    const sample = await generator.run(load);
    if (running.isRunning() || disturbed.length === 0) disturbed.push(sample);
  }
  const done = await running.finish();
  await pause(settleMilliseconds);
  const { rows } = disturbance;
  const seconds = running.seconds?.();
  return {
    disturbance: disturbance.name,
    load: describeLoad(load),
    quiet: latencyOf(quiet),
    disturbed: latencyOf(disturbed),
    done,
    rowsPerSecond: rows && seconds ? rows / seconds : null,
    slices: disturbed.length,
    failures: [...quiet, ...disturbed].reduce((sum, { failures }) => sum + failures, 0),
  };
}

const describeLoad = (load: Load) =>
  load.kind === "steady"
    ? `${load.callsPerSecond} calls/s, evenly`
    : `${load.connections} connections, as fast as they are answered`;

const latencyOf = (samples: readonly LoadSample[]): Latency => ({
  callsPerSecond: median(samples.map((sample) => sample.callsPerSecond)),
  p50Milliseconds: median(samples.map((sample) => sample.p50Milliseconds)),
  p99Milliseconds: median(samples.map((sample) => sample.p99Milliseconds)),
});

const atOnce = 50;

/** Fifty accounts log in concurrently, in waves. */
function logInDisturbance({ account }: BenchEnvironment, url: string): Disturbance {
  return {
    name: `${atOnce} concurrent log-ins`,
    async start() {
      let done = 0;
      const wave = async () => {
        await Promise.all(Array.from({ length: atOnce }, () => logIn(url, account)));
        done += atOnce;
      };
      return repeatUntilFinished(wave, (seconds) => `${done} log-ins in ${formatDecimals(seconds, 1)} s`);
    },
  };
}

async function logIn(url: string, { email, password }: BenchEnvironment["account"]): Promise<void> {
  const response = await fetch(`${url}/api/auth/login`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email, password }),
  });
  const answer = await response.text();
  if (!response.ok) throw new Error(`A log-in got the status ${response.status}: ${answer.slice(0, 200)}`);
}

const pageSize = 200;
const nextPage = /<([^<>]+)>; *rel="?next"?/;

/** Each account pages through its whole practice as fast as possible, repeatedly. A rejected page is retried. */
export function exportDisturbance(url: string, accounts: readonly Record<string, string>[]): Disturbance {
  const firstPage = `${url}/api/patients?limit=${pageSize}`;
  return {
    name: accounts.length === 1 ? "an export" : `exports by ${accounts.length} accounts`,
    async start() {
      let pages = 0;
      const nextOf = accounts.map(() => firstPage);
      const turn = async (account: Record<string, string>, at: number) => {
        // `fetch` would take more of the server's processor time.
        const page = await request(nextOf[at] ?? firstPage, { headers: account });
        await page.body.dump({ limit: Number.POSITIVE_INFINITY });
        if (page.statusCode === 429 || page.statusCode === 503) return;
        if (page.statusCode !== 200) throw new Error(`A page got the status ${page.statusCode}.`);
        const following = nextPage.exec(String(page.headers.link))?.[1];
        nextOf[at] = following === undefined ? firstPage : new URL(following, url).href;
        pages += 1;
      };
      return repeatUntilFinished(
        async () => void (await Promise.all(accounts.map(turn))),
        (seconds) => `${formatInteger((pages * pageSize) / seconds)} patients a second`,
      );
    },
  };
}
