import { onlyRow } from "@caretype/core/kernel/error/domain-error";
import { zoneOf } from "@caretype/core/kernel/field/day";
import type { Scope } from "@caretype/core/kernel/procedure/scope";
import { type Database, prepared } from "@caretype/db";
import { appointment } from "@caretype/db/schema";
import { sql } from "drizzle-orm";
import { dayRange } from "../opening-hours/expand.ts";
import { isInRange, seenSince } from "./queries.ts";
import type { AppointmentRevision, ReadRevision } from "./schema.ts";

/**
 * The count detects appointments that were moved away, the holds detect expiry, and the time any other change. The
 * start of an encounter changes no appointment, so it is included.
 */
const revision = prepared(["practiceId", "begin", "end"], (db) =>
  db
    .select({
      revision: sql<string>`md5(concat_ws(' ', count(*), max(${appointment.updatedAt}),
        count(*) filter (where ${appointment.status} = 'pending' and ${appointment.heldUntil} > now()),
        count(${seenSince}), max(${seenSince})))`,
    })
    .from(appointment)
    .where(isInRange),
);

/** Returns a text that changes when an appointment in the range changes. */
export async function readRevision(
  db: Database,
  scope: Scope,
  { from, to }: ReadRevision,
): Promise<AppointmentRevision> {
  const timeZone = zoneOf(scope.timeZone);
  const range = { begin: dayRange(timeZone, from).start, end: dayRange(timeZone, to).end };
  return onlyRow(await revision(db).execute({ practiceId: scope.practiceId, ...range }));
}
