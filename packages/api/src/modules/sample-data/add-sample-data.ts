import { DomainError } from "@caretype/core/kernel/error/domain-error";
import type { AssignmentId, DoctorId, PatientId } from "@caretype/core/kernel/field/ids";
import { newIdAt } from "@caretype/core/kernel/field/new-id";
import { currentTime } from "@caretype/core/kernel/field/time";
import type { SubjectsContext } from "@caretype/core/kernel/procedure/body-context";
import type { Scope } from "@caretype/core/kernel/procedure/scope";
import type { Services } from "@caretype/core/kernel/procedure/services";
import { holdEvents } from "@caretype/core/mechanisms/change-log/one-event";
import { type DirectoryContext, requireDirectoryAccess } from "@caretype/core/people/doctor/directory-rights";
import { newDoctorRow } from "@caretype/core/people/doctor/queries";
import { mergePatients } from "@caretype/core/people/merge/merge-patients";
import { newPatientRow } from "@caretype/core/people/patient/queries";
import { removePatient } from "@caretype/core/people/removal/patient/removal";
import type { Database } from "@caretype/db";
import { assignment, doctor, doctorExternalId, patient } from "@caretype/db/schema";
import { lockBookings } from "@caretype/scheduling/appointment/lock-bookings";
import { and, eq } from "drizzle-orm";
import { addCharts } from "./chart/add-charts.ts";
import { type ChartPatient, planCharts } from "./chart/plan-charts.ts";
import { sampleDoctors } from "./people/doctors.ts";
import { makeSamplePatients, type SamplePatient } from "./people/patients.ts";
import {
  claimSample,
  holdSampleDoctors,
  lockSampleDirectory,
  logSample,
  recordsOf,
  rememberSample,
  requireNoPatients,
  sampleSystem,
  shareSampling,
} from "./queries.ts";
import { addSchedule } from "./schedule/add-schedule.ts";
import type { AddedSampleData, AddSampleData } from "./schema.ts";
import { type Say, sayIn } from "./texts.ts";

type Context = SubjectsContext & DirectoryContext & { services: Pick<Services, "sampleData"> };

/**
 * Fills an empty practice with invented patients, histories, charts, and appointments around today. Throws
 * `SAMPLE_DATA_NOT_OFFERED`, `PRACTICE_NOT_EMPTY` and `VERIFIED_EMAIL_REQUIRED`.
 */
export async function addSampleData(context: Context, { language }: AddSampleData): Promise<AddedSampleData> {
  const say = sayIn(language);
  const { db, scope, services, audit } = context;
  if (!services.sampleData) throw new DomainError("SAMPLE_DATA_NOT_OFFERED");
  await requireDirectoryAccess(context);
  await holdEvents(db);
  await lockBookings(db, scope);
  await claimSample(db, scope);
  await requireNoPatients(db, scope);
  const added = await addPatients(db, scope, say);
  // As late as possible, because removals wait for it.
  await shareSampling(db);
  const doctors = await addDoctors(db, scope);
  const assignments = await assign(db, scope, { added, doctors, say });
  const left = await addHistory(context, added);
  const remaining = added.filter(({ id }) => left.includes(id));
  const living = remaining.filter(({ input }) => !input.deceasedOn);
  const visitors = living.map(({ id, visits }) => ({
    id,
    doctorKeys: visits.map(({ doctorKey }) => doctorKey),
  }));
  const { setUp, visits, timeZone } = await addSchedule(db, scope, { visitors, doctors, say });
  const patients = remaining.map((each) => toChartPatient(each, doctors));
  const plans = planCharts({ now: currentTime(), timeZone, patients, visits });
  await addCharts(db, scope, { plans, say });
  await rememberSample(db, scope, { patientIds: added.map(({ id }) => id), ...setUp });
  await logSample(db, scope, { action: "added", patients: left.length });
  audit.subjects(await recordsOf(db, { practiceId: scope.practiceId, ids: left }));
  return { patients: left.length, doctors: doctors.size, assignments, appointments: visits.length };
}

const toChartPatient = (
  { id, age, input, visits }: Added,
  doctors: ReadonlyMap<string, DoctorId>,
): ChartPatient => ({
  id,
  age,
  dateOfBirth: input.dateOfBirth ?? null,
  medicalHistory: input.medicalHistory ?? null,
  doctorId: doctors.get(visits[0]?.doctorKey ?? ""),
});

/** Adds the doctors that no other practice's sample has added yet. */
async function addDoctors(db: Database, scope: Scope): Promise<Map<string, DoctorId>> {
  const find = async () => new Map((await holdSampleDoctors(db)).map(({ key, id }) => [key, id]));
  let known = await find();
  if (known.size === sampleDoctors.length) return known;
  await lockSampleDirectory(db);
  known = await find();
  const missing = sampleDoctors.filter(({ key }) => !known.has(key));
  if (missing.length === 0) return known;
  const rows = missing.map(({ key, doctor: values }) => ({ key, row: newDoctorRow(scope, values) }));
  await db.insert(doctor).values(rows.map(({ row }) => row));
  await db
    .insert(doctorExternalId)
    .values(rows.map(({ key, row }) => ({ system: sampleSystem, value: key, doctorId: row.id })));
  return new Map([...known, ...rows.map(({ key, row }) => [key, row.id] as const)]);
}

/** `at` is when they came to the practice, in milliseconds since 1970. */
type Added = SamplePatient & { id: PatientId; at: number };

/** Spread over years, so that reports show growth. */
const years = 3 * 365 * 86_400_000;

async function addPatients(db: Database, scope: Scope, say: Say): Promise<Added[]> {
  const now = currentTime();
  const added = makeSamplePatients(new Date(now)).map((each, index, { length }): Added => {
    const at = Math.floor(now - years * (1 - (index + 1) / (length + 1)));
    return { ...each, at, id: newIdAt(at) };
  });
  await db.insert(patient).values(
    added.map(({ input, id, at }) => ({
      ...newPatientRow(scope, say(input)),
      id,
      createdAt: new Date(at).toISOString(),
    })),
  );
  return added;
}

type Assigning = { added: readonly Added[]; doctors: ReadonlyMap<string, DoctorId>; say: Say };

async function assign(db: Database, scope: Scope, { added, doctors, say }: Assigning): Promise<number> {
  const rows = added.flatMap(({ id, at, visits }) =>
    visits.flatMap(({ doctorKey, reasonForVisit }) => {
      const doctorId = doctors.get(doctorKey);
      return doctorId === undefined
        ? []
        : {
            practiceId: scope.practiceId,
            id: newIdAt<AssignmentId>(at),
            patientId: id,
            doctorId,
            reasonForVisit: say(reasonForVisit),
            assignedBy: scope.accountId,
            assignedAt: new Date(at).toISOString(),
          };
    }),
  );
  await db.insert(assignment).values(rows);
  return rows.length;
}

/** Corrects some patients, merges two and removes one. Returns those who remain. */
async function addHistory(context: Context, added: readonly Added[]): Promise<PatientId[]> {
  const { db, scope } = context;
  for (const { id, correction } of added) {
    if (correction === null) continue;
    const isOwn = and(eq(patient.practiceId, scope.practiceId), eq(patient.id, id));
    await db.update(patient).set(correction).where(isOwn);
  }
  const copy = added.at(-1);
  const original = added.find(({ input }) => copy !== undefined && isSamePerson(input, copy.input));
  const leaving = added.find(({ visits, correction }) => visits.length === 0 && correction === null);
  const any = { expectedVersion: "any", mergedExpectedVersion: "any" } as const;
  if (original && copy && original !== copy)
    await mergePatients(db, scope, { keepId: original.id, mergedId: copy.id, ...any });
  if (leaving) await removePatient(context, { id: leaving.id, expectedVersion: "any", unassign: false });
  return added.filter((each) => each !== copy && each !== leaving).map(({ id }) => id);
}

const isSamePerson = (one: SamplePatient["input"], other: SamplePatient["input"]) =>
  one.firstName === other.firstName && one.dateOfBirth === other.dateOfBirth;
