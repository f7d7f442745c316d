import { CreateAllergy } from "@caretype/chart/allergy/schema";
import { CreateProcedure } from "@caretype/chart/clinical-procedure/schema";
import { CreateCondition } from "@caretype/chart/condition/schema";
import { CreateEncounter } from "@caretype/chart/encounter/schema";
import { CreateImmunization } from "@caretype/chart/immunization/schema";
import { CreateMedication } from "@caretype/chart/medication/schema";
import { CreateObservation } from "@caretype/chart/observation/schema";
import type { AppointmentId, DoctorId, PatientId } from "@caretype/core/kernel/field/ids";
import { dateAt } from "@caretype/scheduling/opening-hours/expand";
import { Temporal } from "temporal-polyfill";
import { recordsNamedIn } from "../people/health.ts";
import { adultAge } from "../people/patients.ts";
import { createRandom, type Random } from "../people/random.ts";
import { growth, measure, type Trend } from "../people/trends.ts";
import { type Story, stories } from "./stories.ts";

const minute = 60_000;
const day = 86_400_000;
const seed = 20_261_124;

/** A sample patient who may get a chart. */
export type ChartPatient = {
  id: PatientId;
  age: number;
  dateOfBirth: string | null;
  medicalHistory: string | null;
  doctorId: DoctorId | undefined;
};

type ChartVisit = {
  id: AppointmentId;
  patientId: PatientId;
  doctorId: DoctorId;
  status: string;
  startsAt: string;
  endsAt: string;
  reasonForVisit: string | null;
};

export type PlannedEncounter = {
  encounter: CreateEncounter;
  observations: CreateObservation[];
  draft?: string;
};

export type PlannedChart = {
  patientId: PatientId;
  isNoneKnown: boolean;
  encounters: PlannedEncounter[];
  conditions: CreateCondition[];
  allergies: CreateAllergy[];
  observations: CreateObservation[];
  medications: CreateMedication[];
  immunizations: CreateImmunization[];
  procedures: CreateProcedure[];
};

type Planning = {
  now: number;
  timeZone: string;
  patients: readonly ChartPatient[];
  visits: readonly ChartVisit[];
};

const instantOf = (milliseconds: number) => new Date(milliseconds).toISOString();
const isKept = ({ status }: ChartVisit) => status !== "cancelled" && status !== "noshow";

/**
 * Plans charts for a patient of each story, a patient in the practice today, patients with a matching medical
 * history, and children. Deterministic for a given day.
 */
export function planCharts({ now, timeZone, patients, visits }: Planning): PlannedChart[] {
  const kept = visits.filter(isKept);
  const current = currentVisit(kept, { now, timeZone });
  const taken = new Set<PatientId>(current && [current.patientId]);
  const storyCharts = stories.flatMap((tell) => {
    const story = tell(before(now));
    const [from, to] = story.ages;
    const suited = patients.filter(
      ({ id, age, doctorId }) => from <= age && age <= to && doctorId !== undefined && !taken.has(id),
    );
    // A second story would contradict the history's text.
    const patient = suited.find(({ medicalHistory }) => medicalHistory === null) ?? suited[0];
    if (!patient) return [];
    taken.add(patient.id);
    const visit = kept.findLast(
      ({ patientId, endsAt }) => patientId === patient.id && Date.parse(endsAt) < now - 2 * day,
    );
    return [planStory(story, { now, timeZone, patient, visit })];
  });
  const others = patients.filter(({ id }) => !taken.has(id));
  return [
    ...storyCharts,
    ...(current ? [planCurrent(current, now)] : []),
    ...others.map((patient) => planHistory(patient, { now, timeZone })),
  ];
}

const before = (now: number) => ({
  day: (days: number) => instantOf(now - days * day).slice(0, 10),
  year: (years: number) => String(new Date(now).getUTCFullYear() - years),
});

type Today = Pick<Planning, "now" | "timeZone">;

/** 10:00 in the practice's time zone, moved from a weekend to Monday. */
function morningOf(date: string, timeZone: string): number {
  const day = Temporal.PlainDate.from(date);
  const weekday = day.add({ days: day.dayOfWeek > 5 ? 8 - day.dayOfWeek : 0 });
  return weekday.toZonedDateTime({ timeZone, plainTime: "10:00" }).epochMilliseconds;
}

const morningAgo = (days: number, { now, timeZone }: Today): number =>
  morningOf(dateAt(timeZone, now - days * day), timeZone);

/** The patients in the practice now. Otherwise today's last visitor, or the next one. */
function currentVisit(visits: readonly ChartVisit[], { now, timeZone }: Today): ChartVisit | undefined {
  const ofToday = visits.filter(
    ({ startsAt }) => dateAt(timeZone, Date.parse(startsAt)) === dateAt(timeZone, now),
  );
  const having = (status: string) => ofToday.filter((visit) => visit.status === status);
  return having("arrived")[0] ?? having("fulfilled").at(-1) ?? having("booked")[0];
}

type Measured = Pick<CreateObservation, "patientId"> & { effectiveAt: string; random: Random };

/** Interpolates a trend's measurements. `way` is from 0 to 1. */
const measureAll = (trends: Iterable<Trend>, way: number, { random, ...of }: Measured): CreateObservation[] =>
  Array.from(trends, (trend) => CreateObservation.parse({ ...measure(trend, way, random), ...of }));

const firstVitals: readonly Trend[] = [
  { of: "pressure", from: [124, 78], to: [124, 78], spread: 8 },
  { of: "pulse", from: 72, to: 72, spread: 8 },
];

function planCurrent(visit: ChartVisit, now: number): PlannedChart {
  const { patientId, doctorId, id: appointmentId, reasonForVisit } = visit;
  const startedAt = instantOf(Math.min(now, Date.parse(visit.startsAt)));
  const random = createRandom(seed);
  const reason = reasonForVisit === null ? null : { text: reasonForVisit };
  const given = { patientId, doctorId, appointmentId, reason, startedAt };
  return {
    ...nothingOf(patientId),
    encounters: [
      {
        encounter: CreateEncounter.parse(given),
        observations: measureAll(firstVitals, 0, { random, patientId, effectiveAt: startedAt }),
        draft: `${reasonForVisit ?? "Seen today"}.\n\nFeels well otherwise.`,
      },
    ],
  };
}

const nothingOf = (patientId: PatientId): PlannedChart => ({
  patientId,
  isNoneKnown: false,
  encounters: [],
  conditions: [],
  allergies: [],
  observations: [],
  medications: [],
  immunizations: [],
  procedures: [],
});

type StoryContext = Today & { patient: ChartPatient; visit: ChartVisit | undefined };

function planStory(story: Story, context: StoryContext): PlannedChart {
  const { id: patientId } = context.patient;
  const { allergies, draft } = story;
  const of = <Fields extends object>(fields: Fields) => ({ ...fields, patientId });
  const past = story.visits.map(({ days, reason }) =>
    visitFor(context.patient, finished(morningAgo(days, context)), reason),
  );
  return {
    patientId,
    isNoneKnown: allergies === "none-known",
    encounters: [
      ...past.map((encounter) => ({ encounter, observations: [] })),
      { ...lastVisit(story, context), ...(draft !== undefined && { draft }) },
    ],
    conditions: story.conditions.map((each) => CreateCondition.parse(of(each))),
    allergies: allergies === "none-known" ? [] : allergies.map((each) => CreateAllergy.parse(of(each))),
    observations: [...measuredMonthly(story, context), ...planGrowth(context.patient, context)],
    medications: story.medications.map((each) => CreateMedication.parse(of(each))),
    immunizations: story.immunizations.map((each) => CreateImmunization.parse(of(each))),
    procedures: story.procedures.map((each) => CreateProcedure.parse(of(each))),
  };
}

/** Check-ups of the last three years, every six months. */
const checkUps = Array.from({ length: 6 }, (_, index) => ({ days: 1_080 - index * 180, way: index / 5 }));

/** Problems and drugs of a medical history, with the measurements of its check-ups. */
function planHistory(patient: ChartPatient, today: Today): PlannedChart {
  const { id: patientId, age } = patient;
  const { illnesses, allergies } = recordsNamedIn(patient.medicalHistory);
  const random = randomOf(patient);
  // All check-ups measure what the first illness needs.
  const trends = new Map(illnesses.flatMap(({ trends = [] }) => trends).map((each) => [each.of, each]));
  const reason = illnesses.find(({ trends }) => trends)?.problem ?? "Check-up";
  const since = before(today.now).year(Math.min(age, 3 + random.below(6)));
  return {
    ...nothingOf(patientId),
    encounters: (trends.size === 0 ? [] : checkUps).map(({ days, way }) => {
      const times = finished(morningAgo(days + random.below(30), today));
      return {
        encounter: visitFor(patient, times, reason),
        observations: measureAll(trends.values(), way, { random, patientId, effectiveAt: times.startedAt }),
      };
    }),
    conditions: illnesses.flatMap(({ problem }) =>
      problem ? CreateCondition.parse({ patientId, code: { text: problem }, onset: since }) : [],
    ),
    procedures: illnesses.flatMap(({ done }) =>
      done ? CreateProcedure.parse({ patientId, code: { text: done }, performedFrom: since }) : [],
    ),
    medications: illnesses.flatMap(({ drug }) =>
      drug
        ? CreateMedication.parse({
            patientId,
            drug: { text: drug.name },
            kind: "order",
            dose: { number: drug.number, unit: drug.unit },
            ...(drug.perDay && { timing: { frequency: drug.perDay, period: 1, periodUnit: "d" } }),
            from: since,
          })
        : [],
    ),
    allergies: allergies.map(({ substance, category }) =>
      CreateAllergy.parse({ patientId, substance: { text: substance }, category }),
    ),
    observations: planGrowth(patient, today),
  };
}

/** Height and weight of a child at birth and around each birthday. */
function planGrowth(patient: ChartPatient, { now, timeZone }: Today): CreateObservation[] {
  const { id: patientId, age, dateOfBirth } = patient;
  if (age >= adultAge || dateOfBirth === null) return [];
  const random = randomOf(patient);
  const build = 0.94 + random.next() * 0.12;
  return growth.slice(0, age + 1).flatMap(([height, weight], years) => {
    const birthday = `${Number(dateOfBirth.slice(0, 4)) + years}${dateOfBirth.slice(4)}`.replace(
      "-02-29",
      "-02-28",
    );
    const at = morningOf(birthday, timeZone);
    if (at > now) return [];
    const [tall, heavy] = [height * build, weight * build];
    const sizes: Trend[] = [
      { of: "height", from: tall, to: tall, spread: 0.4 },
      { of: "weight", from: heavy, to: heavy, spread: 0.2 },
    ];
    return measureAll(sizes, 0, { random, patientId, effectiveAt: instantOf(at) });
  });
}

const finished = (start: number) => ({
  status: "finished" as const,
  startedAt: instantOf(start),
  endedAt: instantOf(start + 20 * minute),
});

const visitFor = (
  { id: patientId, doctorId }: ChartPatient,
  times: ReturnType<typeof finished>,
  reason: string,
) => CreateEncounter.parse({ patientId, doctorId: doctorId ?? null, ...times, reason: { text: reason } });

const months = 12;
const randomOf = ({ age }: ChartPatient) => createRandom(seed + age);

/** The last encounter belongs to the patient's last appointment, if any. */
function lastVisit({ trends }: Story, { patient, visit, ...today }: StoryContext): PlannedEncounter {
  const { id: patientId, doctorId = null } = patient;
  const times = visit
    ? { status: "finished" as const, startedAt: visit.startsAt, endedAt: visit.endsAt }
    : finished(morningAgo(9, today));
  const given = visit
    ? { doctorId: visit.doctorId, appointmentId: visit.id, reason: { text: visit.reasonForVisit ?? "Visit" } }
    : { doctorId, reason: { text: "Check-up" } };
  const random = randomOf(patient);
  return {
    encounter: CreateEncounter.parse({ patientId, ...times, ...given }),
    observations: measureAll(trends, 1, { random, patientId, effectiveAt: times.startedAt }),
  };
}

function measuredMonthly({ trends }: Story, { patient, ...today }: StoryContext): CreateObservation[] {
  const random = randomOf(patient);
  return Array.from({ length: months }, (_, month) => month).flatMap((month) => {
    const effectiveAt = instantOf(morningAgo(364 - month * 29, today));
    return measureAll(trends, month / months, { random, patientId: patient.id, effectiveAt });
  });
}
