import { type Database, given, prepared } from "@caretype/db";
import { appointment } from "@caretype/db/schema";
import { and, asc, eq, isNull, sql } from "drizzle-orm";
import type { AnyId, DoctorId, VisitTypeId } from "../../kernel/field/ids.ts";
import { leastId } from "../../kernel/field/paging.ts";
import type { Scope } from "../../kernel/procedure/scope.ts";
import { findDoctor } from "../../people/doctor/queries.ts";
import {
  dateAt,
  dateFinder,
  type Interval,
  isWithin,
  openIntervals,
  type PracticeDays,
} from "../opening-hours/expand.ts";
import { findOpeningHours, toRules } from "../opening-hours/queries.ts";
import { visitTypes } from "../visit-type/queries.ts";
import { timesOf } from "./booking.ts";
import { clock, findTaken, margin, openDoctors } from "./find-slots.ts";
import { appointmentFields } from "./queries.ts";
import type { Appointment, VisitsOutsideHoursPage } from "./schema.ts";
import { freeSlots } from "./slots.ts";

const readAtOnce = 1_000;
const maxListed = 500;

/** Visits with an override were booked outside the hours on purpose. */
const coming = prepared(["practiceId", "doctorId", "startsAt", "id"], (db) =>
  db
    .select(appointmentFields)
    .from(appointment)
    .where(
      and(
        ...given(appointment, "practiceId", "doctorId"),
        eq(appointment.status, "booked"),
        isNull(appointment.overrideReason),
        sql`(${appointment.startsAt}, ${appointment.id})
          > (greatest(${sql.placeholder("startsAt")}::timestamptz, now()), ${sql.placeholder("id")}::uuid)`,
      ),
    )
    .orderBy(asc(appointment.startsAt), asc(appointment.id))
    .limit(readAtOnce),
);

const minute = 60_000;
const intervalOf = ({ startsAt, endsAt }: Appointment): Interval => ({
  start: Date.parse(startsAt),
  end: Date.parse(endsAt),
});

/**
 * Lists a doctor's booked visits to come that are outside the opening hours now, the earliest first, and for each who else of
 * the same specialization is free then. Nobody is named for two of them at once. Throws `DOCTOR_NOT_FOUND`.
 */
export async function findVisitsOutsideHours(
  db: Database,
  scope: Scope,
  { doctorId }: { doctorId: DoctorId },
): Promise<VisitsOutsideHoursPage> {
  const [{ specialization }, hours, [here]] = await Promise.all([
    findDoctor(db, doctorId),
    findOpeningHours(db, scope, { doctorId }),
    clock(db).execute({ practiceId: scope.practiceId }),
  ]);
  if (!here) throw new Error("the query for the clock returned no row");
  // Without any hours, nothing says when the doctor is away.
  if (hours.updatedAt === null) return { items: [], nextCursor: null };
  const outside: Appointment[] = [];
  for await (const visits of visitsToCome(db, scope, doctorId)) {
    const open = openIntervals(hours, daysOf(here, visits));
    outside.push(...visits.filter((visit) => !isWithin(open, intervalOf(visit))));
    if (outside.length >= maxListed) break;
  }
  outside.length = Math.min(outside.length, maxListed);
  const alternatives = await findAlternatives(db, scope, { outside, doctorId, specialization, days: here });
  const items = outside.map((visit, index) => ({ ...visit, alternative: alternatives[index] ?? null }));
  return { items, nextCursor: null };
}

type Visits = readonly [Appointment, ...Appointment[]];
const isAny = (visits: readonly Appointment[]): visits is Visits => visits.length > 0;

/** Reads on until there are no more: a day on which the doctor is away may be months ahead. */
async function* visitsToCome(
  db: Database,
  { practiceId }: Scope,
  doctorId: DoctorId,
): AsyncGenerator<Visits> {
  let after: { startsAt: string; id: AnyId } = { startsAt: "-infinity", id: leastId };
  while (true) {
    const visits: Appointment[] = await coming(db).execute({ practiceId, doctorId, ...after });
    if (!isAny(visits)) return;
    yield visits;
    const { startsAt, id } = visits.at(-1) ?? visits[0];
    after = { startsAt, id };
  }
}

const daysOf = (days: PracticeDays, visits: Visits) => ({
  timeZone: days.timeZone,
  holidays: days.holidays ?? [],
  from: dateAt(days.timeZone, Date.parse(visits[0].startsAt)),
  to: dateAt(days.timeZone, Date.parse((visits.at(-1) ?? visits[0]).endsAt)),
});

type Wanted = {
  outside: readonly Appointment[];
  doctorId: DoctorId;
  specialization: string | null;
  days: PracticeDays;
};

/** Who is free for each visit. The doctor who was booked longest ago is first, and after each visit last. */
async function findAlternatives(
  db: Database,
  scope: Scope,
  { outside, doctorId, specialization, days }: Wanted,
) {
  if (!isAny(outside)) return [];
  const all = await openDoctors(db).execute({
    practiceId: scope.practiceId,
    doctorId: null,
    specialization,
  });
  // Null finds everybody.
  const others = all.filter(
    (each) => each.doctorId !== doctorId && (specialization ?? each.specialization) === specialization,
  );
  const last = outside.at(-1) ?? outside[0];
  const [begin, end] = [Date.parse(outside[0].startsAt) - margin, Date.parse(last.endsAt) + margin];
  const [busy, types] = await Promise.all([
    findTaken(db, scope, { by: "doctors", ids: others.map((each) => each.doctorId), begin, end }),
    findTypes(db, scope, outside),
  ]);
  const range = daysOf(days, outside);
  const busyOf = Map.groupBy(busy, (each) => each.doctorId);
  const dateOf = dateFinder(days.timeZone, begin, end);
  let doctors = others
    .map(({ weekly, exceptions, ...each }) => ({
      ...each,
      open: openIntervals(toRules({ weekly, exceptions }), range),
      busy: busyOf.get(each.doctorId) ?? [],
      dateOf,
    }))
    .toSorted((one, other) => one.bookedAt - other.bookedAt);
  return outside.map((visit) => {
    const { start, end } = intervalOf(visit);
    const type = types.get(visit.visitTypeId);
    if (!type) return null;
    const kind = { ...type, minutes: (end - start) / minute };
    const wanted = { visit: kind, stepMinutes: 1, from: start, until: start + 1 };
    const free = doctors.find((each) => freeSlots(each, wanted).next().done === false);
    if (!free) return null;
    const { occupiedFrom, occupiedTo, slot } = timesOf(kind, { ...visit, doctorId: free.doctorId }, visit.id);
    const occupied = { start: Date.parse(occupiedFrom), end: Date.parse(occupiedTo) };
    const taken = { doctorId: free.doctorId, start, occupied, slot };
    const busy = [...free.busy, taken].toSorted((one, other) => one.occupied.start - other.occupied.start);
    doctors = [...doctors.filter((each) => each !== free), { ...free, busy }];
    return { doctorId: free.doctorId, doctorName: free.doctorName };
  });
}

async function findTypes(db: Database, scope: Scope, visits: readonly Appointment[]) {
  const ids = new Set<VisitTypeId>(visits.map(({ visitTypeId }) => visitTypeId));
  const found = await Promise.all(Array.from(ids, (id) => visitTypes.find(db, scope, id)));
  return new Map(found.map((type) => [type.id, type]));
}
