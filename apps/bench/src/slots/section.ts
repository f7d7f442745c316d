import type { DoctorId, VisitTypeId } from "@caretype/api/field/ids";
import { asId } from "@caretype/api/field/ids";
import { v7 as uuidv7 } from "uuid";
import { z } from "zod";
import type { BenchContext } from "../context.ts";
import { formatDecimals, formatInteger, table, timesCell } from "../markdown.ts";
import { createScaleEnvironment, type ScaleEnvironment } from "../scale/environment.ts";
import { defineSection, type Goal } from "../section.ts";
import { Times, timeOf, timesOf } from "../statistics.ts";
import { fillAppointments, visitsOfDoctor } from "./fill-appointments.ts";

const SlotsResult = z.object({
  /** The appointments of the doctor whose slots are looked for. */
  ofDoctor: z.int(),
  days: z.int(),
  /** How many slots are found. */
  found: z.int(),
  calls: z.int(),
  sizes: z.array(
    z.object({
      /** All appointments in the table. */
      appointments: z.int(),
      slots: Times,
      listPatients: Times,
    }),
  ),
});
type SlotsResult = z.output<typeof SlotsResult>;

/** How many doctors have appointments: 20,000 and 2,000,000 in all. */
const sizes = {
  full: { doctors: [2, 200], rounds: 150 },
  small: { doctors: [2, 10], rounds: 20 },
};
const warmUpRounds = 10;
const days = 28;

const peopleOf = { practices: 20, patients: 20_000, doctors: 200, assignments: 0, auditEntries: 0 };

type Measured = {
  appointments: number;
  environment: ScaleEnvironment;
  findSlots(): Promise<number>;
  listPatients(): Promise<unknown>;
};

/** Times the search for free slots beside a list of patients, in a small and a large table of appointments, in turns. */
async function measureSlots(context: BenchContext): Promise<SlotsResult> {
  const { doctors, rounds } = context.small ? sizes.small : sizes.full;
  const measured: Measured[] = [];
  try {
    for (const count of doctors) measured.push(await prepare(count, context.log));
    const [first] = measured;
    if (!first) throw new Error("There is no size to measure.");
    const compared = await compare(measured, rounds);
    return { ofDoctor: visitsOfDoctor, days, found: await first.findSlots(), calls: rounds, sizes: compared };
  } finally {
    for (const { environment } of measured) await environment.stop();
  }
}

const weekly = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opens: "08:00", closes: "16:00" }));
const dateIn = (ahead: number) => new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10);

async function prepare(doctors: number, log: BenchContext["log"]): Promise<Measured> {
  const size = { ...peopleOf, largestPractice: peopleOf.patients / 4, seed: 20_260_101 };
  const environment = await createScaleEnvironment(size, log);
  const [practice] = environment.practices.largest;
  if (!practice) throw new Error("There is no practice to measure.");
  const { caller } = practice;
  const doctorIds = await listDoctors(environment, doctors);
  const doctorId = doctorIds[0] ?? asId<DoctorId>("");
  const visitTypeId = asId<VisitTypeId>(uuidv7());
  await fillAppointments(environment.databaseUrl, {
    practiceIds: environment.practiceIds,
    doctorIds,
    visitTypeId,
  });
  await caller.openingHours.set({ doctorId, expectedVersion: "any", weekly });
  log(`slots: ${doctors * visitsOfDoctor} appointments`);
  const range = { from: dateIn(1), to: dateIn(days) };
  return {
    appointments: doctors * visitsOfDoctor,
    environment,
    findSlots: async () => (await caller.appointment.slots({ doctorId, visitTypeId, ...range })).items.length,
    listPatients: () => caller.patient.list({ limit: 50 }),
  };
}

async function listDoctors({ practices }: ScaleEnvironment, count: number): Promise<DoctorId[]> {
  const { items } = (await practices.largest[0]?.caller.doctor.list({ limit: 200 })) ?? { items: [] };
  return items.slice(0, count).map(({ id }) => id);
}

async function compare(measured: readonly Measured[], rounds: number) {
  const rows = measured.map((each) => ({ ...each, slots: [] as number[], patients: [] as number[] }));
  for (let round = -warmUpRounds; round < rounds; round++)
    // The order alternates, because the second one finds the processor's caches warm.
    for (const row of round % 2 === 0 ? rows : rows.toReversed()) {
      const slots = await timeOf(row.findSlots);
      const patients = await timeOf(row.listPatients);
      if (round < 0) continue;
      row.slots.push(slots);
      row.patients.push(patients);
    }
  return rows.map(({ appointments, slots, patients }) => ({
    appointments,
    slots: timesOf(slots),
    listPatients: timesOf(patients),
  }));
}

const maxBesideList = 3;
const maxGrowth = 1.5;

const ratio = (one: Times, other: Times) => `${formatDecimals(one.median / other.median, 2)}`;

const renderSlots = ({ ofDoctor, days, found, calls, sizes }: SlotsResult) =>
  [
    `Free slots in the next ${days} days of a doctor with ${formatInteger(ofDoctor)} appointments (${found} are found), beside a list of 50
patients. Procedures are called below HTTP, in turns: medians of ${calls} calls in ms, with the 90th percentile in brackets.`,
    table(
      ["appointments in the table", "slots:", "50 patients:", "ratio:"],
      sizes.map(({ appointments, slots, listPatients }) => [
        formatInteger(appointments),
        timesCell(slots),
        timesCell(listPatients),
        ratio(slots, listPatients),
      ]),
    ),
  ].join("\n\n");

function slotsGoals({ ofDoctor, sizes }: SlotsResult): Goal[] {
  const [small, large] = [sizes[0], sizes.at(-1)];
  if (!small || !large) return [];
  const besideList = sizes.map(({ slots, listPatients }) => slots.median / listPatients.median);
  return [
    {
      goal: `Free slots of a doctor with ${formatInteger(ofDoctor)} appointments ≤ ${maxBesideList} × a list of 50 patients`,
      measured: besideList.map((each) => `${formatDecimals(each, 2)} ×`).join(", "),
      met: besideList.every((each) => each <= maxBesideList),
    },
    {
      goal: `Free slots: ${formatInteger(large.appointments)} appointments ≤ ${maxGrowth} × ${formatInteger(small.appointments)}`,
      measured: `${ratio(large.slots, small.slots)} × (${formatDecimals(large.slots.median, 1)} ms)`,
      met: large.slots.median <= maxGrowth * small.slots.median,
    },
  ];
}

export const slots = defineSection({
  name: "slots",
  title: "Free slots",
  result: SlotsResult,
  measure: measureSlots,
  render: renderSlots,
  goals: slotsGoals,
});
