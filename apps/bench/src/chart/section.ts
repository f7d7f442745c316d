import { formatInteger } from "../markdown.ts";
import { definePairs, inTurn, type Pair, type Prepared } from "../pairs.ts";
import { fillCharts } from "./fill-charts.ts";
import { fillCodes } from "./fill-codes.ts";

const others = { full: 2_000_000, small: 100_000 };
const codes = { full: 400_000, small: 20_000 };
const people = { practices: 20, patients: 20_000, doctors: 20, largestPractice: 5_000 };

const charts = {
  few: { encounters: 20, observations: 100 },
  many: { encounters: 1_000, observations: 20_000 },
};

/** Adds a small and a large chart, of the practice's first two patients. */
async function fillPatients({ patientIds, environment, ...practice }: Prepared, others: number) {
  const [few, many] = patientIds;
  if (!few || !many) throw new Error("There is no patient to measure.");
  await fillCharts(environment.databaseUrl, {
    charts: [
      { ...charts.few, patientId: few },
      { ...charts.many, patientId: many },
    ],
    others,
  });
  return { ...practice, environment, few, many };
}

type Filled = Awaited<ReturnType<typeof fillPatients>>;

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

export const chart = definePairs({
  name: "chart",
  title: "Charts",
  about: "Calls of charts. The table has 20,100 observations, and 2,020,100 where it says so.",
  compares: "median",
  rounds: { full: 300, small: 20 },
  async prepare(context, fill) {
    const size = context.small ? "small" : "full";
    const small = await fillPatients(await fill(people), 0);
    const large = await fillPatients(await fill(people), others[size]);
    await fillCodes(small.environment.databaseUrl, codes[size], small.few);
    const { caller } = small;
    return [
      ...(await pairsOf(small, large)),
      {
        name: `codes searched among ${formatInteger(codes[size])}`,
        run: inTurn(codeWords, (q) => caller.codes.search({ q })),
        reference: "patients by a part of a name",
        beside: inTurn(names, (q) => caller.patient.list({ q })),
        most: 2,
      },
    ];
  },
});
