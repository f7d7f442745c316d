import { createServices, type Services } from "@caretype/api";
import { migrate, openDatabase } from "@caretype/db";
import { executeStatement } from "@caretype/db/connection";
import { citusVariable, createTestDatabase } from "@caretype/test-database";
import { setup } from "@caretype/test-database/citus-setup";
import { z } from "zod";
import type { BenchContext } from "../context.ts";
import { callerFor, settings } from "../environment/services.ts";
import { formatDecimals, table } from "../markdown.ts";
import { defineSection } from "../section.ts";
import { median } from "../statistics.ts";

const CitusResult = z.object({
  version: z.string(),
  rounds: z.int(),
  rows: z.array(z.object({ call: z.string(), plainMilliseconds: z.number(), citusMilliseconds: z.number() })),
});
type CitusResult = z.output<typeof CitusResult>;

const practices = 4;
const patients = 60;
const callsPerRound = 5;

type Practice = Awaited<ReturnType<typeof addPractice>>;

/** `turn` differs for each call of a practice. */
const calls: Record<
  string,
  { least: number | null; run(practice: Practice, turn: number): Promise<unknown> }
> = {
  "one patient": { least: 0.5, run: ({ caller, at }, turn) => caller.patient.byId({ id: at(turn) }) },
  "a list of 50": { least: 0.7, run: ({ caller }) => caller.patient.list({ limit: 50 }) },
  "a new patient": {
    least: 0.5,
    run: ({ caller }) => caller.patient.create({ name: "Ann Lee", gender: "female" }),
  },
  "a chart's summary": {
    least: null,
    run: ({ caller, at }, turn) => caller.chart.summary({ patientId: at(turn) }),
  },
  "a booking": {
    least: null,
    run: ({ caller, at, visit }, turn) =>
      caller.appointment.book({ ...visit, patientId: at(turn), startsAt: dayAfter(turn) }),
  },
};

const dayAfter = (days: number) => new Date(Date.UTC(2090, 0, 2 + days, 9)).toISOString();

/**
 * Compares calls below HTTP on a Citus with two workers and on a plain database of its coordinator's PostgreSQL,
 * alternately.
 */
async function measureCitus({ small, log }: BenchContext): Promise<CitusResult> {
  const coordinator = process.env[citusVariable];
  if (!coordinator) throw new Error(`${citusVariable} is not set.`);
  const dropTemplate = await setup();
  const placed = await createTestDatabase();
  const name = `plain_${crypto.randomUUID().replaceAll("-", "")}`;
  const plainUrl = Object.assign(new URL(coordinator), { pathname: `/${name}` }).href;
  await executeStatement(coordinator, `create database ${name} encoding 'UTF8' template template0`);
  const sides: Side[] = [];
  try {
    await migrate(plainUrl);
    for (const url of [plainUrl, placed.url]) sides.push(await openSide(url));
    const [plain, citus] = sides;
    if (!plain || !citus) throw new Error("A side is missing.");
    const rounds = small ? 6 : 40;
    const rows = [];
    for (const [call, { run }] of Object.entries(calls)) {
      const times = { plain: [] as number[], citus: [] as number[] };
      for (let round = -2; round < rounds; round++) {
        const [ofPlain, ofCitus] = [await timeRound(plain, run), await timeRound(citus, run)];
        if (round < 0) continue;
        times.plain.push(ofPlain);
        times.citus.push(ofCitus);
      }
      rows.push({ call, plainMilliseconds: median(times.plain), citusMilliseconds: median(times.citus) });
      log(`citus: ${call}`);
    }
    const [version] = await executeStatement(placed.url, "select citus_version() as version");
    return { version: String(version?.version), rounds, rows };
  } finally {
    for (const side of sides) await side.close();
    await placed.drop();
    await executeStatement(coordinator, `drop database ${name} with (force)`);
    await dropTemplate?.();
  }
}

type Side = { practices: Practice[]; turn: number; close(): Promise<void> };

async function openSide(url: string): Promise<Side> {
  const database = openDatabase({ url });
  const services = await createServices({ database, settings });
  const close = async () => {
    await services.close();
    await database.close();
  };
  try {
    const added: Practice[] = [];
    while (added.length < practices) added.push(await addPractice(services));
    return { practices: added, turn: 0, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function addPractice(services: Services) {
  const email = `bench-${crypto.randomUUID()}@example.org`;
  const { tokens } = await callerFor(services, null).account.register({
    email,
    password: "nine lives of a lamp",
  });
  const caller = callerFor(services, tokens?.access ?? null);
  const { id: doctorId } = await caller.doctor.create({
    name: "Ida Moss",
    specialization: "General practice",
  });
  const weekly = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opens: "00:00", closes: "24:00" }));
  await caller.openingHours.set({ doctorId, expectedVersion: "any", weekly });
  const { id: visitTypeId } = await caller.visitType.create({ name: "Check-up", minutes: 15 });
  const first = await caller.patient.create({ name: "Ann Lee", gender: "female" });
  const ids = [first.id];
  while (ids.length < patients)
    ids.push((await caller.patient.create({ name: "Ann Lee", gender: "female" })).id);
  return {
    caller,
    visit: { doctorId, visitTypeId },
    at: (turn: number) => ids[turn % ids.length] ?? first.id,
  };
}

/** Milliseconds for the calls of all practices. */
async function timeRound(
  side: Side,
  run: (practice: Practice, turn: number) => Promise<unknown>,
): Promise<number> {
  const first = side.turn;
  side.turn += callsPerRound;
  const startedAt = performance.now();
  await Promise.all(
    side.practices.map(async (practice) => {
      for (let call = 0; call < callsPerRound; call++) await run(practice, first + call);
    }),
  );
  return performance.now() - startedAt;
}

type Row = CitusResult["rows"][number];
const ratioOf = ({ plainMilliseconds, citusMilliseconds }: Row) => plainMilliseconds / citusMilliseconds;

export const citus = defineSection({
  name: "citus",
  title: "Citus",
  needs: citusVariable,
  result: CitusResult,
  measure: measureCitus,
  render: ({ version, rounds, rows }) =>
    [
      `${version}: a coordinator and two workers beside a plain database of the same PostgreSQL, all on this machine.
${practices} practices make ${callsPerRound} calls each, below HTTP, on both in turns. Medians of ${rounds} rounds.`,
      table(
        ["call", "plain ms:", "Citus ms:", "speed of Citus:"],
        rows.map((row) => [
          row.call,
          formatDecimals(row.plainMilliseconds, 1),
          formatDecimals(row.citusMilliseconds, 1),
          `${formatDecimals(ratioOf(row), 2)} ×`,
        ]),
      ),
    ].join("\n\n"),
  goals: ({ rows }) =>
    rows.flatMap((row) => {
      const least = calls[row.call]?.least ?? null;
      return least === null
        ? []
        : [
            {
              goal: `On Citus, ${row.call}: ≥ ${least} × plain PostgreSQL`,
              measured: `${formatDecimals(ratioOf(row), 2)} ×`,
              met: ratioOf(row) >= least,
            },
          ];
    }),
});
