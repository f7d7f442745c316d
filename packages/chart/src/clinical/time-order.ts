import { minId } from "@caretype/core/kernel/field/paging";
import { firstAt } from "@caretype/core/kernel/field/time-zone";
import { schema } from "@caretype/db";
import { type SQL, sql } from "drizzle-orm";

/** The order of a kind's records on the timeline: by instants or by days. */
export type Time = {
  /** The sort key, for which there is an index. A day is its beginning in UTC. */
  key: SQL;
  /** The instant of a record. */
  at: SQL;
  /** The year, month or day of a record. Null for an instant. */
  on: SQL;
  isOf: SQL;
  /** Converts an instant to a bound of the key. */
  bound: (instant: SQL) => SQL;
  id: SQL;
  /** True for days, which may be in the future. */
  isDay: boolean;
};

const zone = sql`${sql.placeholder("timeZone")}::text`;
const dayOf = (instant: SQL) => sql`date_trunc('day', ${instant} at time zone ${zone})`;
/** A day that the calendar skips, as in Samoa, ends before the next one begins. */
const beginning = (day: SQL) => {
  const begin = firstAt(zone, day);
  return sql`(${begin} - case when ${dayOf(begin)} > ${day} then interval '1 microsecond' else interval '0' end)`;
};
/** The next day may be a skipped one. */
const begins = (instant: SQL) => {
  const day = dayOf(instant);
  return sql`${instant} in (${beginning(day)}, ${beginning(sql`(${day} + interval '1 day')`)})`;
};

/** The place in the order at which a page begins. */
export const place = {
  key: sql`${sql.placeholder("key")}::timestamptz`,
  id: sql`${sql.placeholder("id")}::uuid`,
};

const byInstant: Time = {
  key: sql`happened_at`,
  at: sql`happened_at`,
  on: sql`null::text`,
  isOf: sql`true`,
  bound: (instant) => instant,
  id: place.id,
  isDay: false,
};

/** A day is ordered by its beginning in the practice's time zone. */
function byDay(type: keyof typeof schema.happenedOn): Time {
  const on = sql.identifier(schema.happenedOn[type]);
  const key = isDatedInLists(type)
    ? sql`happened_at`
    : sql.raw(`(${schema.beginOf(schema.happenedOn[type])})`);
  return {
    key,
    at: beginning(sql`(${key} at time zone 'UTC')`),
    on: sql`${on}`,
    isOf: sql`${on} is not null`,
    // The first day that does not begin before the instant.
    bound: (instant) => sql`((${dayOf(instant)}
      + case when ${beginning(dayOf(instant))} < ${instant} then interval '1 day' else interval '0' end) at time zone 'UTC')`,
    id: sql`case when ${begins(place.key)} then ${place.id} else ${minId}::uuid end`,
    isDay: true,
  };
}

/** The times by which the timeline orders a kind's records. */
export function timesOnTimeline(type: schema.ClinicalType): Time[] {
  if (!isDated(type)) return [byInstant];
  const on = sql.identifier(schema.happenedOn[type]);
  return [byDay(type), ...(type === "immunization" ? [] : [{ ...byInstant, isOf: sql`${on} is null` }])];
}

/** The times by which a kind's list is ordered. */
export const timesInLists = (type: schema.ClinicalType): Time[] =>
  isDatedInLists(type) ? timesOnTimeline(type) : [byInstant];

const isDated = (type: schema.ClinicalType): type is keyof typeof schema.happenedOn =>
  type in schema.happenedOn;

/** Other lists are ordered by when a record was written. */
const isDatedInLists = (type: schema.ClinicalType) => type === "immunization" || type === "procedure";
