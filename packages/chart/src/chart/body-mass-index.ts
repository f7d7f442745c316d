import { firstAt } from "@caretype/core/kernel/field/time-zone";
import { prepared, schema } from "@caretype/db";
import { observation, practice } from "@caretype/db/schema";
import { type SQL, type SQLWrapper, sql } from "drizzle-orm";
import type { Concept } from "../clinical/schema.ts";
import { columnsOf, isShown } from "../clinical/shown.ts";
import { loinc, measureOf, signCodes } from "../unit/measures.ts";
import type { BodyMassIndex } from "./schema.ts";

const [code] = signCodes.bodyMassIndex;
export const bodyMassIndexKey = `${loinc}|${code}`;
const coding = { system: loinc, code, display: "Body mass index", version: null };
export const bodyMassIndexMeasure = measureOf(coding);

/** The code of a computed body mass index. */
export const computedConcept: Concept = {
  text: "Body mass index",
  coding,
};

type Of = { practiceId: unknown; accountId: unknown; patientId: SQLWrapper };

/** SQL that is true for an observation of a vital sign that the reader may see. `name` is the table's alias. */
const isOf = ({ practiceId, accountId, patientId }: Of, name: string, sign: keyof typeof signCodes): SQL => {
  const keys = signCodes[sign].map((each) => `'${loinc}|${each}'`).join(", ");
  const column = (of: string) => sql.raw(`"${name}"."${of}"`);
  return sql`${column("practice_id")} = ${practiceId} and ${column("patient_id")} = ${patientId}
    and ${schema.observationKey(column("code"))} in (${sql.raw(keys)})
    and ${column("error_reason")} is null and ${column("value_comparator")} is null
    and ${isShown(columnsOf(name), patientId, { practiceId, accountId })}`;
};

/**
 * Heights, newest first, each with the last weight of the same day in the practice's time zone. Columns: `number`,
 * `at` (of the later of the two), `day` and `next` (the first instants of this day and of the next), `height_id`,
 * `weight_id`. `number` is impossible if the height or weight is, from before bounds were checked.
 */
export const computedBodyMassIndexes = (of: Of): SQL => sql`
  select round(weight.canonical_number / (height.canonical_number * height.canonical_number / 10000), 1) as number,
    greatest(height.happened_at, weight.happened_at) as at, day.first as day, day.next,
    height.id as height_id, weight.id as weight_id
  from (
    select coalesce(min(${practice.timeZone}), 'UTC') as name from ${practice} where ${practice.id} = ${of.practiceId}
  ) as zone
  cross join ${observation} as height
  cross join lateral (
    select ${firstAt(sql`zone.name`, sql`here.day`)} as first,
      ${firstAt(sql`zone.name`, sql`(here.day + interval '1 day')`)} as next
    from (select date_trunc('day', height.happened_at at time zone zone.name) as day offset 0) as here offset 0
  ) as day
  cross join lateral (
    select weight.id, weight.happened_at, weight.canonical_number from ${observation} as weight
    where ${isOf(of, "weight", "weight")} and weight.canonical_unit = 'kg'
      and weight.happened_at >= day.first and weight.happened_at < day.next
    order by weight.happened_at desc, weight.id desc limit 1
  ) as weight
  where ${isOf(of, "height", "height")} and height.canonical_unit = 'cm' and height.canonical_number > 0
  order by height.happened_at desc, height.id desc`;

const parameters: Of = {
  practiceId: sql.placeholder("practiceId"),
  accountId: sql.placeholder("accountId"),
  patientId: sql.placeholder("patientId"),
};

/** The latest computed index, unless one was recorded on its day or later. */
export const lastBodyMassIndex = prepared(["practiceId", "accountId", "patientId"], (db) =>
  db
    .select({
      number: sql<string>`number`,
      at: sql<string>`at`.mapWith(observation.createdAt),
      heightId: sql<BodyMassIndex["heightId"]>`height_id`,
      weightId: sql<BodyMassIndex["weightId"]>`weight_id`,
    })
    .from(sql`(${computedBodyMassIndexes(parameters)} limit 1) as computed`)
    .where(
      sql`not exists (
        select from ${observation} as recorded
        where ${isOf(parameters, "recorded", "bodyMassIndex")} and recorded.happened_at >= computed.day)`,
    ),
);
