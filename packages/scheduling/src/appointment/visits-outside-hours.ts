import type { AnyId, DoctorId, VisitTypeId } from "@caretype/core/kernel/field/ids";
import { minId } from "@caretype/core/kernel/field/paging";
import type { Scope } from "@caretype/core/kernel/procedure/scope";
import { findDoctor } from "@caretype/core/people/doctor/queries";
import { type Database, given, prepared } from "@caretype/db";
import { appointment, recordVersion } from "@caretype/db/schema";
import { and, asc, eq, sql } from "drizzle-orm";
import {
  dateAt,
  dateFinder,
  type Interval,
  isWithin,
  openIntervals,
  type PracticeDays,
  wholeDays,
} from "../opening-hours/expand.ts";
import { findOpeningHours, toRules } from "../opening-hours/queries.ts";
import type { HoursRules, OpeningHours } from "../opening-hours/schema.ts";
import { visitTypes } from "../visit-type/queries.ts";
import type { VisitType } from "../visit-type/schema.ts";
import { timesOf } from "./booking.ts";
import { clock, findTaken, margin, openDoctors } from "./find-slots.ts";
import { appointmentFields } from "./queries.ts";
import { slotKey } from "./rules.ts";
import type { Appointment, VisitsOutsideHoursPage } from "./schema.ts";
import { type DoctorsDays, freeSlots } from "./slots.ts";

const readAtOnce = 1_000;
const maxListed = 500;

/** When a visit got its doctor, time and override: the end of the last version that differs. */
const overriddenAt = sql<string>`case when ${appointment.overrideReason} is not null then coalesce((
  select max(kept.valid_to) from ${recordVersion} as kept
  where kept.practice_id = ${sql.placeholder("practiceId")} and kept.record_id = "appointment"."id"
    and (kept.record ->> 'doctor_id' <> "appointment"."doctor_id"::text
      or (kept.record ->> 'starts_at')::timestamptz <> "appointment"."starts_at"
      or kept.record ->> 'override_reason' is null)
), "appointment"."created_at") end`;

const coming = prepared(["practiceId", "doctorId", "startsAt", "id"], (db) =>
  db
    .select({ visit: appointmentFields, overriddenAt })
    .from(appointment)
    .where(
      and(
        ...given(appointment, "practiceId", "doctorId"),
        eq(appointment.status, "booked"),
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
 * Lists a doctor's upcoming booked visits outside the current opening hours, earliest first, each with a free doctor
 * of the same specialization. No doctor is suggested for two visits at once, except for those of a group. Throws
 * `DOCTOR_NOT_FOUND`.
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
  // A doctor without opening hours is never absent.
  if (hours.updatedAt === null) return { items: [], nextCursor: null };
  const outside: Appointment[] = [];
  for await (const coming of visitsToCome(db, scope, doctorId)) {
    const open = openIntervals(hours, daysOf(here, coming));
    const now = coming.filter((visit) => !isWithin(open, intervalOf(visit)));
    const intended = await findIntended(db, scope, { visits: now, hours, days: here });
    outside.push(
      ...now.filter((visit) => !intended.has(visit)).map(({ overriddenAt: _, ...visit }) => visit),
    );
    if (outside.length >= maxListed) break;
  }
  outside.length = Math.min(outside.length, maxListed);
  const alternatives = await findAlternatives(db, scope, { outside, doctorId, specialization, days: here });
  const items = outside.map((visit, index) => ({ ...visit, alternative: alternatives[index] ?? null }));
  return { items, nextCursor: null };
}

const hoursAsOf = prepared(["practiceId", "doctorId", "instants"], (db) =>
  db.select({ instant: sql<string>`wanted.instant`, record: sql<HoursRules | null>`kept.record` }).from(
    sql`unnest(${sql.placeholder("instants")}::text[]) as wanted (instant) cross join lateral (
        select case when ${recordVersion.validFrom} <= wanted.instant::timestamptz then ${recordVersion.record} end as record
        from ${recordVersion} where ${recordVersion.practiceId} = ${sql.placeholder("practiceId")}
          and ${recordVersion.recordId} = ${sql.placeholder("doctorId")} and ${recordVersion.recordType} = 'opening_hours'
          and ${recordVersion.validTo} > wanted.instant::timestamptz
        order by ${recordVersion.validTo} limit 1
      ) as kept`,
  ),
);

type Hours = HoursRules & Pick<OpeningHours, "doctorId">;

/**
 * Finds visits that were booked outside the hours intentionally. Excludes those that were inside the hours of that
 * time, and those in a later closure.
 */
async function findIntended(
  db: Database,
  { practiceId }: Scope,
  { visits, hours, days }: { visits: readonly Coming[]; hours: Hours; days: PracticeDays },
): Promise<Set<Coming>> {
  const instants = [...new Set(visits.flatMap(({ overriddenAt: instant }) => instant ?? []))];
  if (instants.length === 0) return new Set();
  const found = await hoursAsOf(db).execute({ practiceId, doctorId: hours.doctorId, instants });
  const rulesAt = new Map(found.map(({ instant, record }) => [instant, toRules(record ?? noRules)]));
  const isIntended = (visit: Coming) => {
    if (visit.overriddenAt === null) return false;
    const then = rulesAt.get(visit.overriddenAt) ?? hours;
    const isInside = (rules: HoursRules) =>
      isWithin(openIntervals(rules, daysOf(days, [visit])), intervalOf(visit));
    const isClosed = ({ exceptions }: HoursRules) => !isInside({ ...wholeDays, exceptions });
    return !isInside(then) && (!isClosed(hours) || isClosed(then));
  };
  return new Set(visits.filter(isIntended));
}

const noRules = { weekly: null, exceptions: null };

/** A visit, and when it was booked with an override. */
type Coming = Appointment & { overriddenAt: string | null };

type Some<Visit> = readonly [Visit, ...Visit[]];
const isAny = <Visit extends Appointment>(visits: readonly Visit[]): visits is Some<Visit> =>
  visits.length > 0;

/** Reads all pages, because an absence may be months ahead. */
async function* visitsToCome(
  db: Database,
  { practiceId }: Scope,
  doctorId: DoctorId,
): AsyncGenerator<Some<Coming>> {
  let after: { startsAt: string; id: AnyId } = { startsAt: "-infinity", id: minId };
  while (true) {
    const rows = await coming(db).execute({ practiceId, doctorId, ...after });
    const visits: Coming[] = rows.map(({ visit, overriddenAt }) => ({ ...visit, overriddenAt }));
    if (!isAny(visits)) return;
    yield visits;
    const { startsAt, id } = visits.at(-1) ?? visits[0];
    after = { startsAt, id };
  }
}

const daysOf = (days: PracticeDays, visits: Some<Appointment>) => ({
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

/** Finds a free doctor for each visit: least recently booked first. A chosen doctor moves to the end. */
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
  // Without a specialization, `openDoctors` finds all.
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
  const doctors = others
    .map(({ weekly, exceptions, ...each }) => ({
      ...each,
      open: openIntervals(toRules({ weekly, exceptions }), range),
      busy: busyOf.get(each.doctorId) ?? [],
      dateOf,
    }))
    .toSorted((one, other) => one.bookedAt - other.bookedAt);
  const findFree = freeFinder(doctors, types);
  // A group visit stays together, with one doctor.
  const groupOf = ({ id, visitTypeId, startsAt }: Appointment) =>
    slotKey(
      types.get(visitTypeId) ?? { id: visitTypeId, seats: 1 },
      { doctorId, start: Date.parse(startsAt) },
      id,
    );
  const groups = Map.groupBy(outside, groupOf);
  const alternatives = new Map(
    [...groups].map(([group, visits]) => [group, isAny(visits) ? findFree(visits) : null]),
  );
  return outside.map((visit) => alternatives.get(groupOf(visit)) ?? null);
}

/** Returns a function that finds a free doctor for a visit or all visits of a group, and books the time. */
function freeFinder(
  all: readonly Omit<DoctorsDays, "inRoom">[],
  types: ReadonlyMap<VisitTypeId, VisitType>,
): (group: Some<Appointment>) => VisitsOutsideHoursPage["items"][number]["alternative"] {
  let doctors = all;
  return ([visit, ...others]: Some<Appointment>) => {
    const { start, end } = intervalOf(visit);
    const type = types.get(visit.visitTypeId);
    if (!type) return null;
    const kind = { ...type, minutes: (end - start) / minute };
    const patients = 1 + others.length;
    const wanted = { visit: kind, patients, stepMinutes: 1, from: start, until: start + 1 };
    const timesWith = ({ doctorId }: Pick<Appointment, "doctorId">) =>
      timesOf(kind, { ...visit, doctorId }, visit.id);
    // Prefers the doctor of group members who were moved earlier.
    const hasOthers = (each: (typeof doctors)[number]) => {
      const own = timesWith(each).slot;
      return each.busy.some(({ slot }) => slot === own);
    };
    const free = [...doctors.filter(hasOthers), ...doctors].find(
      (each) => freeSlots(each, wanted).next().done === false,
    );
    if (!free) return null;
    const { occupiedFrom, occupiedTo, slot } = timesWith(free);
    const occupied = { start: Date.parse(occupiedFrom), end: Date.parse(occupiedTo) };
    const taken = Array.from({ length: patients }, () => ({
      doctorId: free.doctorId,
      start,
      occupied,
      slot,
    }));
    const busy = [...free.busy, ...taken].toSorted((one, other) => one.occupied.start - other.occupied.start);
    doctors = [...doctors.filter((each) => each !== free), { ...free, busy }];
    return { doctorId: free.doctorId, doctorName: free.doctorName };
  };
}

async function findTypes(db: Database, scope: Scope, visits: readonly Appointment[]) {
  const ids = new Set<VisitTypeId>(visits.map(({ visitTypeId }) => visitTypeId));
  const found = await Promise.all(Array.from(ids, (id) => visitTypes.find(db, scope, id)));
  return new Map(found.map((type) => [type.id, type]));
}
