import { type Client, createClient } from "@caretype/client";
import { z } from "zod";
import type { BenchContext } from "../context.ts";
import { type BenchEnvironment, createBenchEnvironment } from "../environment/bench-environment.ts";
import { importTable } from "../environment/import-table.ts";
import { busyCores, type Disturbance, repeatUntilFinished } from "../isolation/disturbance.ts";
import { exportDisturbance, IsolationRow, measureUnder } from "../isolation/measure.ts";
import { isIsolated, ratioOf } from "../isolation/section.ts";
import { type Generator, startGenerator } from "../load/generator.ts";
import type { Call, Load } from "../load/messages.ts";
import { formatDecimals, formatInteger, table } from "../markdown.ts";
import { bearer, startCaretypeServer } from "../peer/caretype.ts";
import { get, newPatientSnakeCase, post } from "../peer/peer.ts";
import { defineSection, type Goal } from "../section.ts";

const NeighboursRow = IsolationRow.extend({ processes: z.int(), redis: z.boolean() });
const NeighboursResult = z.object({ sliceSeconds: z.number(), rows: z.array(NeighboursRow) });
type NeighboursResult = z.output<typeof NeighboursResult>;

const patients = 2_000;
/** The victim's calls, at the rate of an open page. */
const callsPerSecond = 20;
const maxAccounts = 60;
const connectionsOf: Record<number, number> = { 1: 36, 6: 60, [maxAccounts]: 120 };

/** Measures an account alone, and beside accounts of other practices that send as many calls as they can. */
async function measureNeighbours(context: BenchContext): Promise<NeighboursResult> {
  const { sliceSeconds, slices } = context.small
    ? { sliceSeconds: 3, slices: 1 }
    : { sliceSeconds: 10, slices: 3 };
  await using environment = await createBenchEnvironment({ patients });
  await using victims = startGenerator();
  await using greedy = startGenerator();
  const rows: NeighboursResult["rows"] = [];
  for (const { processes, redis } of settings()) {
    await using server = await startCaretypeServer(environment, {
      processes,
      env: redis ? { REDIS_URL: redis } : {},
    });
    const tokens = await register(server.url);
    const calls = victimCalls(environment);
    const load: Load = { url: server.url, calls, seconds: sliceSeconds, kind: "steady", callsPerSecond };
    await victims.run(load);
    for (const disturbance of disturbances({ url: server.url, tokens, greedy })) {
      const row = await measureUnder({ generator: victims, load, slices }, disturbance);
      rows.push({ ...row, processes, redis: redis !== undefined });
      context.log(`neighbours: ${row.disturbance}: ${row.done}`);
    }
  }
  return { sliceSeconds, rows };
}

/** With `REDIS_URL` in the environment, also measures two processes that share their limits through Redis. */
function settings(): { processes: number; redis?: string }[] {
  const { REDIS_URL: redis } = process.env;
  return [{ processes: 1 }, { processes: 2 }, ...(redis ? [{ processes: 2, redis }] : [])];
}

function victimCalls(environment: BenchEnvironment): Call[] {
  const headers = bearer(environment);
  const [id = ""] = environment.patientIds;
  const paths = [`/api/patients/${id}`, "/api/patients?limit=50", "/api/patients?q=lindqvist17"];
  return paths.map((path) => get(path, headers));
}

type Token = Record<"authorization", string>;

async function register(url: string): Promise<Token[]> {
  const tokens: Token[] = [];
  for (let at = 0; at < maxAccounts; at++) {
    const { tokens: given } = await createClient({ url }).auth.register({
      email: `greedy-${crypto.randomUUID()}@example.org`,
      password: "nine lives of a lamp",
    });
    tokens.push({ authorization: `Bearer ${given?.access}` });
  }
  return tokens;
}

type Greed = { url: string; tokens: readonly Token[]; greedy: Generator };

function disturbances(greed: Greed): Disturbance[] {
  const search = (token: Token) => get("/api/patients?q=abc", token);
  const others: Record<string, (token: Token) => Call> = {
    lists: (token) => get("/api/patients?limit=200", token),
    "new patients": (token) => post("/api/patients", newPatientSnakeCase, token),
    "batches of statistics": (token) =>
      post(`/trpc/${Array(10).fill("statistics.overview").join(",")}?batch=1`, statistics, token),
    duplicates: (token) => get("/api/patients/duplicates", token),
    "pages of the audit as CSV": (token) => get("/api/audit?limit=1000", { ...token, accept: "text/csv" }),
    "log-ins": () =>
      post("/api/auth/login", { email: "nobody@example.org", password: "nine lives of a lamp" }, {}),
  };
  return [
    busyCores,
    ...[1, 6, maxAccounts].map((accounts) => flood(greed, { what: "searches", accounts, call: search })),
    ...Object.entries(others).map(([what, call]) => flood(greed, { what, accounts: 6, call })),
    importsDisturbance(greed),
    importsDisturbance(greed, { checks: true }),
    // After the imports, which give these accounts patients.
    exportDisturbance(greed.url, greed.tokens.slice(0, 6)),
  ];
}

const rowsOfImport = 500;

/** Accounts that import tables of new patients in a loop, or only check them. */
function importsDisturbance({ url, tokens }: Greed, { checks = false } = {}): Disturbance {
  const clients = tokens
    .slice(0, 6)
    .map((headers) => createClient({ url, headers, timeoutMs: Number.POSITIVE_INFINITY }));
  return {
    name: `${checks ? "checks of imports" : "imports"} by ${clients.length} accounts`,
    async start() {
      let imports = 0;
      const run = async (client: Client) => {
        const nameOf = () => `Grace Abernathy ${crypto.randomUUID()}`;
        await importTable(client, {
          records: "patient",
          columns: ["Name", "Sex"],
          rows: Array.from({ length: rowsOfImport }, () => [nameOf(), "female"]),
          table: { mapping: { name: "Name", gender: "Sex" } },
          checks,
        });
        imports += 1;
      };
      return repeatUntilFinished(
        async () => void (await Promise.all(clients.map(run))),
        (seconds) => `${formatInteger((imports * rowsOfImport) / seconds)} patients/s`,
      );
    },
  };
}

const statistics = Object.fromEntries(Array.from({ length: 10 }, (_, at) => [at, { timeZone: "UTC" }]));

type Flood = { what: string; accounts: number; call: (token: Token) => Call };

function flood({ url, tokens, greedy }: Greed, { what, accounts, call }: Flood): Disturbance {
  const connections = connectionsOf[accounts] ?? accounts;
  const calls = tokens.slice(0, accounts).map(call);
  return {
    name: `${what} by ${accounts === 1 ? "one account" : `${accounts} accounts`}, ${connections} connections`,
    async start() {
      let [answered, refused] = [0, 0];
      const step = async () => {
        const { answers, failures } = await greedy.run({
          url,
          calls,
          kind: "closed",
          connections,
          seconds: 1,
        });
        answered += answers - failures;
        refused += failures;
      };
      return repeatUntilFinished(
        step,
        (seconds) =>
          `${formatInteger(answered / seconds)} calls/s, ${formatInteger(refused / seconds)} refused`,
      );
    },
  };
}

const maxSlowdown = 3;

const neighboursGoals = ({ rows }: NeighboursResult): Goal[] => {
  const controls = rows.filter(({ disturbance }) => disturbance === busyCores.name);
  return rows
    .filter((row) => !controls.includes(row))
    .map((row) => ({
      goal: `Calls beside ${row.disturbance} (${placeOf(row)}): none refused, p99 < ${maxSlowdown} × alone`,
      measured: `${row.failures} refused, ${formatDecimals(ratioOf(row), 1)} ×`,
      met: isIsolated(
        row,
        maxSlowdown,
        controls.find((control) => placeOf(control) === placeOf(row)),
      ),
    }));
};

const placeOf = ({ processes, redis }: NeighboursResult["rows"][number]) =>
  `${processes === 1 ? "one process" : `${processes} processes`}${redis ? " with Redis" : ""}`;

function renderNeighbours({ rows, sliceSeconds }: NeighboursResult): string {
  const cells = rows.map((row) => [
    row.disturbance,
    placeOf(row),
    formatDecimals(row.quiet.p99Milliseconds, 1),
    formatDecimals(row.disturbed.p99Milliseconds, 1),
    `${formatDecimals(ratioOf(row), 1)} ×`,
    String(row.failures),
    row.done,
  ]);
  return [
    `One account reads, lists and searches ${callsPerSecond} times a second, first alone and then beside accounts of other
practices that send calls as fast as they are answered. Limits of rates are off, so that only the shares of the load protect
it. Medians over slices of ${sliceSeconds} s. Both loads run on the server's machine.`,
    table(["beside", "server", "alone p99 ms:", "p99 ms:", "ratio:", "refused:", "the others got"], cells),
  ].join("\n\n");
}

export const neighbours = defineSection({
  name: "neighbours",
  title: "Neighbours",
  result: NeighboursResult,
  measure: measureNeighbours,
  render: renderNeighbours,
  goals: neighboursGoals,
});
