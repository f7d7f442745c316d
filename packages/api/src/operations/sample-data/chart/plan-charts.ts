import { CreateAllergy } from "../../../chart/allergy/schema.ts";
import { CreateProcedure } from "../../../chart/clinical-procedure/schema.ts";
import { CreateCondition } from "../../../chart/condition/schema.ts";
import { CreateEncounter } from "../../../chart/encounter/schema.ts";
import { CreateImmunization } from "../../../chart/immunization/schema.ts";
import { CreateMedication } from "../../../chart/medication/schema.ts";
import { CreateObservation } from "../../../chart/observation/schema.ts";
import type { AppointmentId, DoctorId, PatientId } from "../../../kernel/field/ids.ts";
import { dateAt } from "../../../scheduling/opening-hours/expand.ts";
import { createRandom } from "../people/random.ts";
import { type Story, stories } from "./stories.ts";
import { measure, type Trend } from "./trends.ts";

const minute = 60_000;
const day = 86_400_000;
const seed = 20_261_124;

/** A patient of the sample, who may get a chart. */
export type ChartPatient = {
  id: PatientId;
  age: number;
  medicalHistory: string | null;
  doctorId: DoctorId | undefined;
};

/** An appointment of the sample. */
type ChartVisit = {
  id: AppointmentId;
  patientId: PatientId;
  doctorId: DoctorId;
  status: string;
  startsAt: string;
  endsAt: string;
  reasonForVisit: string | null;
};

/** An encounter, with what is recorded in it. */
export type PlannedEncounter = {
  encounter: CreateEncounter;
  observations: CreateObservation[];
  draft?: string;
};

/** The clinical records of one patient. */
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
 * Plans a chart for a patient of each story, and one for a patient who is in the practice today: the same each time on
 * the same day.
 */
export function planCharts({ now, timeZone, patients, visits }: Planning): PlannedChart[] {
  const kept = visits.filter(isKept);
  const current = currentVisit(kept, { now, timeZone });
  const taken = new Set<PatientId>(current && [current.patientId]);
  const told = stories.flatMap((tell) => {
    const story = tell(before(now));
    const [from, to] = story.ages;
    const suited = patients.filter(
      ({ id, age, doctorId }) => from <= age && age <= to && doctorId !== undefined && !taken.has(id),
    );
    // Otherwise the history, in words, would say something else.
    const patient = suited.find(({ medicalHistory }) => medicalHistory === null) ?? suited[0];
    if (!patient) return [];
    taken.add(patient.id);
    const visit = kept.findLast(
      ({ patientId, endsAt }) => patientId === patient.id && Date.parse(endsAt) < now - 2 * day,
    );
    return [planStory(story, { now, patient, visit })];
  });
  return current ? [...told, planCurrent(current, now)] : told;
}

const before = (now: number) => ({
  day: (days: number) => instantOf(now - days * day).slice(0, 10),
  year: (years: number) => String(new Date(now).getUTCFullYear() - years),
});

type Today = Pick<Planning, "now" | "timeZone">;

/** The people in the practice. Otherwise who was there last today, or comes next. */
function currentVisit(visits: readonly ChartVisit[], { now, timeZone }: Today): ChartVisit | undefined {
  const ofToday = visits.filter(
    ({ startsAt }) => dateAt(timeZone, Date.parse(startsAt)) === dateAt(timeZone, now),
  );
  const having = (status: string) => ofToday.filter((visit) => visit.status === status);
  return having("arrived")[0] ?? having("fulfilled").at(-1) ?? having("booked")[0];
}

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
        observations: firstVitals.map((trend) =>
          CreateObservation.parse({ ...measure(trend, 0, random), patientId, effectiveAt: startedAt }),
        ),
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

type Telling = { now: number; patient: ChartPatient; visit: ChartVisit | undefined };

function planStory(story: Story, { now, patient, visit }: Telling): PlannedChart {
  const { id: patientId, doctorId = null } = patient;
  const { allergies, draft } = story;
  const of = <Fields extends object>(fields: Fields) => ({ ...fields, patientId });
  const past = story.visits.map(({ days, reason }) =>
    CreateEncounter.parse({ patientId, doctorId, ...finished(now - days * day), reason: { text: reason } }),
  );
  return {
    patientId,
    isNoneKnown: allergies === "none-known",
    encounters: [
      ...past.map((encounter) => ({ encounter, observations: [] })),
      { ...lastVisit(story, { now, patient, visit }), ...(draft !== undefined && { draft }) },
    ],
    conditions: story.conditions.map((told) => CreateCondition.parse(of(told))),
    allergies: allergies === "none-known" ? [] : allergies.map((told) => CreateAllergy.parse(of(told))),
    observations: measuredMonthly(story, { now, patient }),
    medications: story.medications.map((told) => CreateMedication.parse(of(told))),
    immunizations: story.immunizations.map((told) => CreateImmunization.parse(of(told))),
    procedures: story.procedures.map((told) => CreateProcedure.parse(of(told))),
  };
}

const finished = (start: number) => ({
  status: "finished" as const,
  startedAt: instantOf(start),
  endedAt: instantOf(start + 20 * minute),
});

const months = 12;
const randomOf = ({ age }: ChartPatient) => createRandom(seed + age);

/** The last encounter is of the patient's last appointment, if there was one. */
function lastVisit({ trends }: Story, { now, patient, visit }: Telling): PlannedEncounter {
  const { id: patientId, doctorId = null } = patient;
  const times = visit
    ? { status: "finished" as const, startedAt: visit.startsAt, endedAt: visit.endsAt }
    : finished(now - 9 * day);
  const given = visit
    ? { doctorId: visit.doctorId, appointmentId: visit.id, reason: { text: visit.reasonForVisit ?? "Visit" } }
    : { doctorId, reason: { text: "Check-up" } };
  const random = randomOf(patient);
  return {
    encounter: CreateEncounter.parse({ patientId, ...times, ...given }),
    observations: trends.map((trend) =>
      CreateObservation.parse({ ...measure(trend, 1, random), patientId, effectiveAt: times.startedAt }),
    ),
  };
}

function measuredMonthly({ trends }: Story, { now, patient }: Omit<Telling, "visit">): CreateObservation[] {
  const random = randomOf(patient);
  return Array.from({ length: months }, (_, month) => month).flatMap((month) => {
    const effectiveAt = instantOf(now - (364 - month * 29) * day);
    return trends.map((trend) =>
      CreateObservation.parse({
        ...measure(trend, month / months, random),
        patientId: patient.id,
        effectiveAt,
      }),
    );
  });
}
