import { isDeepStrictEqual } from "node:util";
import { zoneOf } from "@caretype/core/kernel/field/day";
import type { DoctorId } from "@caretype/core/kernel/field/ids";
import { decodeCursor, toPage } from "@caretype/core/kernel/field/paging";
import { requireVersion } from "@caretype/core/kernel/field/version";
import { type ChangeContext, unchanged } from "@caretype/core/kernel/procedure/body-context";
import type { Scope } from "@caretype/core/kernel/procedure/scope";
import { lockDoctor } from "@caretype/core/people/doctor/queries";
import { type Database, pick, prepared } from "@caretype/db";
import { doctor, openingHours, practice } from "@caretype/db/schema";
import { and, desc, eq, lt, sql } from "drizzle-orm";
import {
  HoursException,
  type HoursRules,
  type ListOpeningHours,
  type OpeningHours,
  type OpeningHoursPage,
  type SetOpeningHours,
  WeeklyHours,
} from "./schema.ts";

const columns = pick(openingHours, "doctorId", "weekly", "exceptions", "updatedAt", "updatedBy", "version");

const practiceId = sql.placeholder("practiceId");
const doctorId = sql.placeholder("doctorId");

/** The practice's time zone, for one row of another table or none. */
export const ownZone = sql<string>`coalesce(
  (select ${practice.timeZone} from ${practice} where ${practice.id} = ${practiceId}), 'UTC')`;

/** The practice's time zone and holidays, for a statement that selects from it. */
export const ownDays = {
  timeZone: sql<string>`coalesce(${practice.timeZone}, 'UTC')`,
  holidays: practice.holidays,
};

type StoredRules = { weekly: unknown; exceptions: unknown };

/** Converts stored rules. */
export const toRules = ({ weekly, exceptions }: StoredRules): HoursRules => ({
  weekly: WeeklyHours.array().parse(weekly ?? []),
  exceptions: HoursException.array().parse(exceptions ?? []),
});

type Row = Omit<OpeningHours, keyof HoursRules> & StoredRules;
const toOpeningHours = (row: Row): OpeningHours => ({ ...row, ...toRules(row) });

/** SQL that excludes the hours of removed doctors, which are kept. */
const isThere = sql`exists (select from ${doctor} where ${doctor.id} = ${openingHours.doctorId})`;

const isOfDoctor = and(eq(openingHours.practiceId, practiceId), eq(openingHours.doctorId, doctorId), isThere);

const byDoctor = prepared(["practiceId", "doctorId"], (db) =>
  db
    .select({ ...columns, timeZone: ownZone })
    .from(openingHours)
    .where(isOfDoctor),
);

/** Empty, with version 1, if none were set, also for an unknown doctor. */
export async function findOpeningHours(
  db: Database,
  scope: Scope,
  { doctorId }: { doctorId: DoctorId },
): Promise<OpeningHours> {
  const [row] = await byDoctor(db).execute({ practiceId: scope.practiceId, doctorId });
  if (row) return toOpeningHours(row);
  const nothing = { weekly: [], exceptions: [], updatedAt: null, updatedBy: null, version: 1 };
  return { doctorId, ...nothing, timeZone: zoneOf(scope.timeZone) };
}

const page = prepared(["practiceId", "doctorId", "limit"], (db) =>
  db
    .select({ ...columns, timeZone: ownZone })
    .from(openingHours)
    .where(and(eq(openingHours.practiceId, practiceId), lt(openingHours.doctorId, doctorId), isThere))
    .orderBy(desc(openingHours.doctorId))
    .limit(sql.placeholder("limit")),
);

/** Lists the practice's opening hours, newest doctor first. */
export async function listOpeningHours(
  db: Database,
  scope: Scope,
  { limit, cursor }: ListOpeningHours,
): Promise<OpeningHoursPage> {
  const { id } = decodeCursor(cursor, "newest");
  const found = await page(db).execute({ practiceId: scope.practiceId, doctorId: id, limit: limit + 1 });
  const rows = found.map((row) => ({ ...row, id: row.doctorId }));
  return toPage(rows, { limit, sort: "newest", item: ({ id: _, ...row }) => toOpeningHours(row) });
}

/** Replaces a doctor's rules. Throws `DOCTOR_NOT_FOUND` and `STALE_VERSION`. */
export async function setOpeningHours(
  { db, scope, audit }: ChangeContext,
  { doctorId, expectedVersion, ...rules }: SetOpeningHours,
): Promise<OpeningHours> {
  // The doctor's lock serializes the first change of rules, which have no row yet.
  await lockDoctor(db, doctorId);
  const current = await findOpeningHours(db, scope, { doctorId });
  requireVersion(current, expectedVersion, { kind: "openingHours" });
  if (isDeepStrictEqual(rules, { weekly: current.weekly, exceptions: current.exceptions }))
    return unchanged(audit, current);
  const { practiceId, accountId: updatedBy } = scope;
  await db
    .insert(openingHours)
    .values({ practiceId, doctorId, ...rules, updatedBy })
    .onConflictDoUpdate({ target: [openingHours.practiceId, openingHours.doctorId], set: rules });
  return findOpeningHours(db, scope, { doctorId });
}
