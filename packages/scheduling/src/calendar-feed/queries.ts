import { onlyRow } from "@caretype/core/kernel/error/domain-error";
import type { CalendarFeedId } from "@caretype/core/kernel/field/ids";
import { newId } from "@caretype/core/kernel/field/new-id";
import { pageById } from "@caretype/core/kernel/field/paging";
import { rolesWith } from "@caretype/core/kernel/permissions/roles-with";
import type { Scope } from "@caretype/core/kernel/procedure/scope";
import type { Services } from "@caretype/core/kernel/procedure/services";
import { accountName } from "@caretype/core/mechanisms/account-name";
import { type MailLanguage, mailLanguageOf } from "@caretype/core/mechanisms/mail/languages";
import type { LinkTokens } from "@caretype/core/mechanisms/mail/link-tokens";
import { findDoctor } from "@caretype/core/people/doctor/queries";
import { type Database, given, pick, prepared } from "@caretype/db";
import {
  account,
  appointment,
  calendarFeed,
  doctor,
  membership,
  patient,
  practice,
} from "@caretype/db/schema";
import { and, asc, desc, eq, gt, inArray, lt, type SQL, sql } from "drizzle-orm";
import type {
  CalendarFeed,
  CalendarFeedPage,
  CreateCalendarFeed,
  CreatedCalendarFeed,
  ListCalendarFeeds,
} from "./schema.ts";

const managers = rolesWith("schedule:manage");

/** Nested, because Drizzle omits the table name of a column in single-table queries. */
const own = {
  practiceId: sql`${calendarFeed.practiceId}`,
  doctorId: sql`${calendarFeed.doctorId}`,
  createdBy: sql`${calendarFeed.createdBy}`,
};

/**
 * SQL that is true if the creator may still manage the schedule, so that links of former members stop working. Looked
 * up by row: for an `exists`, the planner may read whole tables.
 */
const isActive = sql<boolean>`(
  coalesce((select creator.is_active from ${account} as creator where creator.id = ${own.createdBy}), false)
  and coalesce((
    select member.role in ${managers} from ${membership} as member
    where member.practice_id = ${own.practiceId} and member.account_id = ${own.createdBy}), false))`;

const columns = {
  id: calendarFeed.id,
  doctorId: calendarFeed.doctorId,
  doctorName: sql<string | null>`(
    select named.name from ${doctor} as named where named.id = ${own.doctorId})`,
  showsInitials: calendarFeed.showsInitials,
  isActive,
  createdBy: calendarFeed.createdBy,
  createdByName: accountName(calendarFeed.createdBy),
  createdAt: calendarFeed.createdAt,
};

const isInPractice = eq(calendarFeed.practiceId, sql.placeholder("practiceId"));

const pageWith = <const Name extends string>(names: readonly Name[], ...where: SQL[]) =>
  prepared(["practiceId", "id", "limit", ...names], (db) =>
    db
      .select(columns)
      .from(calendarFeed)
      .where(and(isInPractice, lt(calendarFeed.id, sql.placeholder("id")), ...where))
      .orderBy(desc(calendarFeed.id))
      .limit(sql.placeholder("limit")),
  );
const page = pageWith([]);
const pageOfDoctor = pageWith(["doctorId"], eq(calendarFeed.doctorId, sql.placeholder("doctorId")));

/** Newest first. */
export const listFeeds = (
  db: Database,
  { practiceId }: Scope,
  { doctorId, ...input }: ListCalendarFeeds,
): Promise<CalendarFeedPage> =>
  pageById(input, (place) =>
    doctorId
      ? pageOfDoctor(db).execute({ practiceId, doctorId, ...place })
      : page(db).execute({ practiceId, ...place }),
  );

const byId = prepared(["practiceId", "id"], (db) =>
  db
    .select(columns)
    .from(calendarFeed)
    .where(and(isInPractice, eq(calendarFeed.id, sql.placeholder("id")))),
);

type Creating = { db: Database; scope: Scope; services: Pick<Services, "linkTokens" | "language"> };

/**
 * Creates a link, and returns it only now. Its secret begins with the caller's language, because calendar programs
 * send none. Throws `DOCTOR_NOT_FOUND`.
 */
export async function createFeed(
  { db, scope, services: { linkTokens, language } }: Creating,
  { doctorId, showsInitials }: CreateCalendarFeed,
): Promise<CreatedCalendarFeed> {
  const { practiceId, accountId: createdBy } = scope;
  await findDoctor(db, doctorId);
  const id = newId<CalendarFeedId>();
  const token = `${language}-${linkTokens.random()}`;
  await db
    .insert(calendarFeed)
    .values({ practiceId, id, doctorId, showsInitials, createdBy, hash: linkTokens.hashOf(token) });
  const [inserted] = await byId(db).execute({ practiceId, id });
  if (!inserted) throw new Error("the inserted link was not found");
  return { ...inserted, path: `/api/calendar/${token}.ics` };
}

const deleted = prepared(["practiceId", "id"], (db) =>
  db
    .delete(calendarFeed)
    .where(and(isInPractice, eq(calendarFeed.id, sql.placeholder("id"))))
    .returning({ id: calendarFeed.id, doctorId: calendarFeed.doctorId }),
);

/** Returns the deleted link. Throws `CALENDAR_FEED_NOT_FOUND`. */
export async function deleteFeed(db: Database, { practiceId }: Scope, id: CalendarFeedId) {
  return onlyRow(await deleted(db).execute({ practiceId, id }), "CALENDAR_FEED_NOT_FOUND");
}

const byHash = prepared(["hash"], (db) =>
  db
    .select({
      ...pick(calendarFeed, "id", "practiceId", "doctorId", "showsInitials"),
      practiceName: practice.name,
      address: practice.address,
      doctorName: columns.doctorName,
    })
    .from(calendarFeed)
    .innerJoin(practice, eq(practice.id, calendarFeed.practiceId))
    .where(and(eq(calendarFeed.hash, sql.placeholder("hash")), isActive)),
);

export type FoundFeed = Pick<CalendarFeed, "id" | "doctorId" | "showsInitials" | "doctorName"> &
  Pick<Scope, "practiceId"> & { practiceName: string; address: string | null; language: MailLanguage };

/** Throws `INVALID_LINK` for an unknown or revoked link, and if its creator may no longer manage the schedule. */
export async function findFeed(db: Database, linkTokens: LinkTokens, token: string): Promise<FoundFeed> {
  const found = onlyRow(await byHash(db).execute({ hash: linkTokens.hashOf(token) }), "INVALID_LINK");
  return { ...found, language: mailLanguageOf(token) };
}

/** More than a full doctor's calendar has in the whole period. */
const maxVisits = 10_000;

const shown = ["pending", "booked", "arrived", "fulfilled"] as const;

const visits = prepared(["practiceId", "doctorId"], (db) =>
  db
    .select({
      ...pick(appointment, "id", "status", "startsAt", "endsAt", "updatedAt", "version", "patientId"),
      firstName: sql<string>`(select named.first_name from ${patient} as named
        where named.practice_id = ${sql`${appointment.practiceId}`} and named.id = ${sql`${appointment.patientId}`})`,
      lastName: sql<string>`(select named.last_name from ${patient} as named
        where named.practice_id = ${sql`${appointment.practiceId}`} and named.id = ${sql`${appointment.patientId}`})`,
    })
    .from(appointment)
    .where(
      and(
        ...given(appointment, "practiceId", "doctorId"),
        gt(appointment.startsAt, sql`now() - interval '4 weeks'`),
        lt(appointment.startsAt, sql`now() + interval '1 year'`),
        inArray(appointment.status, [...shown]),
        sql`not (${appointment.status} = 'pending' and ${appointment.heldUntil} <= now())`,
      ),
    )
    .orderBy(asc(appointment.startsAt), asc(appointment.id))
    .limit(maxVisits),
);

/** The doctor's appointments in the practice, from four weeks ago to a year ahead, earliest first. */
export const listVisits = (db: Database, { practiceId, doctorId }: FoundFeed) =>
  visits(db).execute({ practiceId, doctorId });

export type FeedVisit = Awaited<ReturnType<typeof listVisits>>[number];
