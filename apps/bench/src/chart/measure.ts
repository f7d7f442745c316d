import type { PatientId } from "@caretype/api/field/ids";
import { z } from "zod";
import type { BenchContext } from "../context.ts";
import { formatInteger } from "../markdown.ts";
import { createScaleEnvironment, type ScaleEnvironment } from "../scale/environment.ts";
import { Times, timeOf, timesOf } from "../statistics.ts";
import { fillCharts } from "./fill-charts.ts";
import { fillCodes } from "./fill-codes.ts";

/** Older results lack the p99. */
const ChartTimes = Times.omit({ p99: true });

/** A call, and the call that it is compared with in the same rounds. */
const Compared = z.object({ name: z.string(), call: ChartTimes, reference: z.string(), beside: ChartTimes });
export type Compared = z.output<typeof Compared>;

export const ChartResult = z.object({
  calls: z.int(),
  /** Observations in the table of the small and of the large database. */
  observations: z.tuple([z.int(), z.int()]),
  rows: z.array(Compared.extend({ most: z.number() })),
});
export type ChartResult = z.output<typeof ChartResult>;

const sizes = {
  full: { others: [0, 2_000_000], codes: 400_000, rounds: 300 },
  small: { others: [0, 100_000], codes: 20_000, rounds: 20 },
} as const;
const warmUpRounds = 20;

const charts = [
  { encounters: 20, observations: 100 },
  { encounters: 1_000, observations: 20_000 },
] as const;
const inCharts = charts[0].observations + charts[1].observations;

const peopleOf = { practices: 20, patients: 20_000, doctors: 20, assignments: 0, auditEntries: 0 };

type Caller = ScaleEnvironment["practices"]["largest"][number]["caller"];
type Filled = { environment: ScaleEnvironment; caller: Caller; few: PatientId; many: PatientId };

/** Calls of charts, each beside another call in the same rounds, in a small and in a large table of observations. */
export async function measureChart(context: BenchContext): Promise<ChartResult> {
  const { others, codes, rounds } = context.small ? sizes.small : sizes.full;
  const filled: Filled[] = [];
  try {
    for (const count of others) filled.push(await prepare(count, context.log));
    const [small, large] = filled;
    if (!small || !large) throw new Error("There is no size to measure.");
    await fillCodes(small.environment.databaseUrl, codes, small.few);
    context.log(`chart: ${codes} codes`);
    const pairs = [...(await pairsOf(small, large)), ...searchPairs(small.caller, codes)];
    return {
      calls: rounds,
      observations: [inCharts + others[0], inCharts + others[1]],
      rows: await comparePairs(pairs, rounds),
    };
  } finally {
    for (const { environment } of filled) await environment.stop();
  }
}

async function prepare(others: number, log: BenchContext["log"]): Promise<Filled> {
  const size = { ...peopleOf, largestPractice: peopleOf.patients / 4, seed: 20_260_101 };
  const environment = await createScaleEnvironment(size, log);
  const { caller, patientIds } = environment.practices.largest[0] ?? {};
  const [few, many] = patientIds ?? [];
  if (!caller || !few || !many) throw new Error("There is no patient to measure.");
  const [small, large] = charts;
  await fillCharts(environment.databaseUrl, {
    charts: [
      { ...small, patientId: few },
      { ...large, patientId: many },
    ],
    others,
  });
  log(`chart: ${inCharts + others} observations`);
  return { environment, caller, few, many };
}

type Run = () => Promise<unknown>;
/** `most`: how many times as long as the other call it may take. */
type Pair = { name: string; run: Run; reference: string; beside: Run; most: number };

async function pairsOf({ caller, few, many }: Filled, large: Filled): Promise<Pair[]> {
  const [encounter] = (await caller.encounter.list({ patientId: few, limit: 1 })).items;
  if (!encounter) throw new Error("The patient has no encounter.");
  const weight = {
    patientId: few,
    code: { text: "Weight" },
    value: { kind: "quantity", number: "70.5", unit: "kg" },
  } as const;
  const vitals = Array.from({ length: 6 }, () => weight);
  const createPatient = () => caller.patient.create({ name: "Ann Lee", gender: "female" });
  const listPatients = () => caller.patient.list({ limit: 50 });
  const timeline = () => caller.chart.timeline({ patientId: many, limit: 50 });
  const made = { reference: "one patient made", beside: createPatient };
  return [
    {
      name: "one encounter read",
      run: () => caller.encounter.byId({ id: encounter.id }),
      reference: "one patient read",
      beside: () => caller.patient.byId({ id: few }),
      most: 1 / 0.9,
    },
    { name: "one observation made", run: () => caller.observation.create(weight), ...made, most: 1 / 0.9 },
    {
      name: "six vital signs made",
      run: () => caller.observation.createMany({ observations: vitals }),
      ...made,
      most: 1 / 0.6,
    },
    {
      name: "summary, 20,000 observations",
      run: () => caller.chart.summary({ patientId: many }),
      reference: "summary, 100",
      beside: () => caller.chart.summary({ patientId: few }),
      most: 1.5,
    },
    { name: "timeline of 50", run: timeline, reference: "50 patients", beside: listPatients, most: 2 },
    {
      name: "timeline, many in the table",
      run: () => large.caller.chart.timeline({ patientId: large.many, limit: 50 }),
      reference: "few in the table",
      beside: timeline,
      most: 1.5,
    },
  ];
}

/** Parts of words, as people type them: one alone, one of many displays, and two. */
const codeWords = ["neocar", "acute", "plasitis", "struct hyper", "osisga finding"];
const names = ["mari", "schwarz", "an"];

function searchPairs(caller: Caller, codes: number): Pair[] {
  const inTurn = (words: readonly string[], search: (q: string) => Promise<unknown>): Run => {
    let calls = 0;
    return () => search(words[calls++ % words.length] ?? "");
  };
  return [
    {
      name: `codes searched among ${formatInteger(codes)}`,
      run: inTurn(codeWords, (q) => caller.codes.search({ q })),
      reference: "patients by a part of a name",
      beside: inTurn(names, (q) => caller.patient.list({ q })),
      most: 2,
    },
  ];
}

async function comparePairs(pairs: readonly Pair[], rounds: number): Promise<ChartResult["rows"]> {
  const rows = pairs.map((pair) => ({ ...pair, own: [] as number[], other: [] as number[] }));
  for (let round = -warmUpRounds; round < rounds; round++)
    for (const row of rows) {
      // The order alternates, because the second one finds the processor's caches warm.
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
