import { dayAfter, latestToday, zoneOf } from "@caretype/core/kernel/field/day";
import { beginOfDay } from "@caretype/core/kernel/field/day-begin";
import { decodeCursor, encodeCursor, minId } from "@caretype/core/kernel/field/paging";
import type { Scope } from "@caretype/core/kernel/procedure/scope";
import { type Database, prepared, schema } from "@caretype/db";
import { noteSignature } from "@caretype/db/schema";
import { type SQL, sql } from "drizzle-orm";
import { timelineTexts } from "../clinical/clinical-record.ts";
import { columnsOf, isShown } from "../clinical/shown.ts";
import { place, timesOnTimeline } from "../clinical/time-order.ts";
import type { ReadTimeline, Timeline, TimelineItem } from "./schema.ts";

function textOf(type: schema.ClinicalType) {
  const text = timelineTexts.get(type);
  if (!text) throw new Error(`No feature declares ${type}`);
  return text;
}

/**
 * The text of a note is the one signed first, so its latest amendment is shown too. A correction takes precedence
 * over an addendum.
 */
const amendedOf = (type: schema.ClinicalType): SQL =>
  type === "note"
    ? sql`(select max(added.kind) from ${noteSignature} as added where added.practice_id = ${practice}
        and added.note_id = note.id and added.kind in ('addendum', 'correction'))`
    : sql`null::text`;

const practice = sql.placeholder("practiceId");
const patient = sql.placeholder("patientId");

/** Each allergy is shown, but not its withheld encounter. */
function encounterOf(type: schema.ClinicalType): SQL {
  if (type === "encounter") return sql`id`;
  return type === "allergy"
    ? sql`case when encounter_id is not null and ${isShown(columnsOf(type), patient)} then encounter_id end`
    : sql`encounter_id`;
}

/** Towards the past, or towards the present. */
type Direction = "older" | "newer";
const order = { older: sql`desc`, newer: sql`asc` };
/** Together, the two directions cover everything: a record at the place itself counts as newer. */
const isBeyond = { older: sql`<`, newer: sql`>=` };

/** Selects the records of one kind next to a place, in index order. Selects none if the kind is not wanted. */
const nextOf = (direction: Direction) => (type: schema.ClinicalType) => {
  const { title, text, coding = sql`null::jsonb` } = textOf(type);
  return timesOnTimeline(type).map(
    ({ key, at, on, isOf, bound, id, isDay }) => sql`(
  select ${sql.raw(`'${type}'`)} as kind, id, ${at} as at, ${on} as happened_on,
    ${encounterOf(type)} as encounter_id,
    ${title} as title, ${coding} as coding, ${text} as text, ${amendedOf(type)} as amended
  from ${sql.identifier(type)}
  where practice_id = ${practice} and patient_id = ${patient} and error_reason is null and ${isOf}
    and (${key}, id) ${isBeyond[direction]} (${bound(place.key)}, ${id})
    and ${type === "allergy" ? sql`true` : isShown(columnsOf(type), patient)}
    and ${key} >= ${bound(sql`${sql.placeholder("from")}::timestamptz`)}
    and ${key} < ${bound(sql`${sql.placeholder(isDay ? "dayTo" : "to")}::timestamptz`)}
    and ${sql.raw(`'${type}'`)} = any(${sql.placeholder("kinds")}::text[])
  order by ${key} ${order[direction]}, id ${order[direction]} limit ${sql.placeholder("limit")})`,
  );
};

const names = [
  "practiceId",
  "accountId",
  "patientId",
  "key",
  "id",
  "from",
  "to",
  "dayTo",
  "kinds",
  "limit",
  "timeZone",
] as const;

const pageOf = (direction: Direction) =>
  prepared(names, (db) =>
    db
      .select({
        kind: sql<TimelineItem["kind"]>`kind`,
        id: sql<TimelineItem["id"]>`id`,
        at: sql<string>`at`.mapWith(schema.encounter.createdAt),
        on: sql<TimelineItem["on"]>`happened_on`,
        encounterId: sql<TimelineItem["encounterId"]>`encounter_id`,
        title: sql<string>`title`,
        coding: sql<TimelineItem["coding"]>`nullif(coding, 'null')`,
        text: sql<string | null>`text`,
        amended: sql<TimelineItem["amended"]>`amended`,
      })
      .from(sql`(${sql.join(schema.clinicalTypes.flatMap(nextOf(direction)), sql` union all `)}) as item`)
      .orderBy(sql`at ${order[direction]}, id ${order[direction]}`)
      .limit(sql.placeholder("limit")),
  );

const pages = { older: pageOf("older"), newer: pageOf("newer") };

type Place = { key: string | null; id: string };

const newerMark = "newer.";
const olderThan = (place: Place) => encodeCursor("updated", place);
const newerThan = (place: Place) => `${newerMark}${encodeCursor("updated", place)}`;

/** Returns where a page begins, and its direction. A cursor has an instant and an id, as for sorting by time. */
function placeOf({ cursor, startBefore }: Pick<ReadTimeline, "cursor" | "startBefore">) {
  if (cursor?.startsWith(newerMark))
    return { direction: "newer", place: decodeCursor(cursor.slice(newerMark.length), "updated") } as const;
  if (cursor === undefined && startBefore !== undefined)
    return { direction: "older", place: { key: startBefore, id: minId } } as const;
  return { direction: "older", place: decodeCursor(cursor, "updated") } as const;
}

/** Lists all records of a patient's chart by when they happened, newest first. */
export async function readTimeline(
  db: Database,
  { practiceId, accountId, timeZone }: Scope,
  {
    patientId,
    kinds = [...schema.clinicalTypes],
    from = "-infinity",
    to,
    limit,
    cursor,
    startBefore,
  }: ReadTimeline,
): Promise<Timeline> {
  const { direction, place } = placeOf({ cursor, startBefore });
  const values = {
    practiceId,
    accountId,
    patientId,
    ...place,
    from,
    to: to ?? "infinity",
    // Otherwise records planned for later days would come first.
    dayTo:
      to ?? (startBefore === undefined ? beginOfDay(dayAfter(latestToday(timeZone)), timeZone) : "infinity"),
    kinds: `{${kinds.join(",")}}`,
    limit: limit + 1,
    timeZone: zoneOf(timeZone),
  };
  const found = await pages[direction](db).execute(values);
  const items = found.slice(0, limit);
  if (direction === "newer") {
    const next = found[limit];
    const previousCursor = next ? newerThan({ key: next.at, id: next.id }) : null;
    return { items: items.toReversed(), nextCursor: olderThan(place), previousCursor };
  }
  const last = found.length > limit ? items.at(-1) : undefined;
  const isNewest = cursor === undefined && startBefore === undefined;
  return {
    items,
    nextCursor: last ? olderThan({ key: last.at, id: last.id }) : null,
    previousCursor: isNewest ? null : newerThan(place),
  };
}
