import { withSingleBlanks } from "@caretype/core/kernel/field/schemas";
import type { Scope } from "@caretype/core/kernel/procedure/scope";
import { type Database, schema } from "@caretype/db";
import { observation } from "@caretype/db/schema";
import { sql } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import type { Concept } from "../clinical/schema.ts";
import { isShown } from "../clinical/shown.ts";
import { canonicalOf } from "../unit/check-quantity.ts";
import { isAboutPh, ucumOf } from "../unit/spellings.ts";
import { isSameUnit } from "../unit/ucum.ts";
import {
  bodyMassIndexKey,
  bodyMassIndexMeasure,
  computedBodyMassIndexes,
  computedConcept,
} from "./body-mass-index.ts";
import { maxPoints, maxSeries, type ReadTrend, type Trend } from "./schema.ts";

const [entered, canonical] = ["(part -> 'value')", "(part -> 'canonical')"];
type Columns = { number: string; unit: string };
type Stored = { value: Columns; canonical: Columns };
const ofItself: Stored = {
  value: { number: "value_number", unit: "value_unit" },
  canonical: { number: "canonical_number", unit: "canonical_unit" },
};
const ofPart: Stored = {
  value: { number: `(${entered} ->> 'number')::numeric`, unit: `${entered} ->> 'unit'` },
  canonical: { number: `(${canonical} ->> 'number')::numeric`, unit: `${canonical} ->> 'unit'` },
};

/**
 * Returns the canonical number and unit if another unit was entered. Otherwise returns the entered number with its
 * digits. Earlier versions stored any ratio as a percentage, so these are converted here.
 */
function comparable({ value, canonical }: Stored) {
  const isConverted = `(${canonical.unit}) <> (${value.unit}) and (${canonical.unit}) <> '%'`;
  const either = (name: keyof Columns) =>
    `case when ${isConverted} then ${canonical[name]} else ${value[name]} end as ${name}`;
  return sql.raw(`${either("number")}, ${either("unit")}`);
}

/** Distinguishes codes from texts that equal the key of a code. */
const isCoded = sql`(code #>> '{coding,code}') is not null`;

/** Body mass indexes of days without a measured one. */
const computedNumbers = (scope: Scope, patientId: ReadTrend["patientId"], { from, to }: Range) => sql`
  union all
  select at, ${JSON.stringify(computedConcept)}::jsonb, number, 'kg/m2', null, true
  from (${computedBodyMassIndexes({ ...scope, patientId: sql`${patientId}` })}) as computed
  where at >= ${from}::timestamptz and at < ${to}::timestamptz
    and number between ${bodyMassIndexMeasure?.least}::numeric and ${bodyMassIndexMeasure?.greatest}::numeric
    and not exists (select from measured where measured.at >= computed.day and measured.at < computed.next)`;

type Range = Required<Pick<ReadTrend, "from" | "to">>;

/**
 * Returns the numbers of a code over time. Each component of a panel, and each unit that cannot be converted, is a
 * separate series.
 */
export async function readTrend(
  db: Database,
  scope: Scope,
  { patientId, system, code, from = "-infinity", to = "infinity" }: ReadTrend,
): Promise<Trend> {
  const { practiceId, accountId } = scope;
  const isBodyMassIndex = `${system}|${code}` === bodyMassIndexKey;
  // Older texts may contain repeated blanks.
  const keys =
    system === undefined
      ? [code, withSingleBlanks(code)].map((words) => sql`lower(${words}::text)`)
      : [sql`${`${system}|${code}`}::text`];
  const sized = sql`(
    with measured as materialized (
      select happened_at as at, code, value_number, value_unit, value_comparator, canonical_number, canonical_unit, components
      from ${observation}
      where practice_id = ${practiceId} and patient_id = ${patientId} and error_reason is null
        and ${schema.observationKey(sql`code`)} in (${sql.join(keys, sql`, `)}) and ${isCoded} = ${system !== undefined}
        and ${isShown(observation, patientId, { practiceId, accountId })}
        and happened_at >= ${from}::timestamptz and happened_at < ${to}::timestamptz
    ), number as (
      select at, code, ${comparable(ofItself)}, value_comparator as comparator, false as is_computed
      from measured where value_number is not null
      union all
      select at, part -> 'code', ${comparable(ofPart)}, ${sql.raw(entered)} ->> 'comparator', false
      from measured cross join jsonb_array_elements(components) as part
      where ${sql.raw(entered)} ->> 'kind' = 'quantity'
      ${isBodyMassIndex ? computedNumbers(scope, patientId, { from, to }) : sql``}
    ), keyed as (
      select *, dense_rank() over (
        order by ${schema.observationKey(sql`code`)}, ${isCoded}, coalesce(unit, ''), is_computed) as series
      from number
    )
    select *, count(*) over its > ${maxPoints} as is_bucketed, row_number() over (its order by at) as place,
      extract(epoch from at) as second, extract(epoch from min(at) over its) as first,
      extract(epoch from max(at) over its) as last
    from keyed where series <= ${maxSeries + 1} window its as (partition by series)
  ) as sized`;
  const rows = await db
    .select({
      series: sql<number>`series::int`,
      code: sql<Concept>`(array_agg(code order by at desc))[1]`,
      unit: sql<string | null>`min(unit)`,
      isComputed: sql<boolean>`bool_or(is_computed)`,
      isBucketed: sql<boolean>`bool_or(is_bucketed)`,
      at: sql<string>`min(at)`.mapWith(observation.createdAt),
      count: sql<number>`count(*)::int`,
      least: sql<string>`min(number)`,
      // At least as many decimal places as its numbers, so that rounding stays within their range.
      mean: sql<string>`trim_scale(round(sum(number) * 1.000000 / count(*), greatest(6, max(scale(number)) + 2)))`,
      greatest: sql<string>`max(number)`,
      comparator: sql<
        Point["comparator"]
      >`case when count(distinct coalesce(comparator, '')) = 1 then min(comparator) end`,
      bounds: sql<number>`count(comparator)::int`,
    })
    .from(sized)
    .groupBy(
      sql`series`,
      sql`case when is_bucketed then width_bucket(second, first, last + 0.000001, ${maxPoints}::int) else place end`,
    )
    .orderBy(sql`series`, sql`min(at)`);
  const series = new Map<number, Series>();
  for (const { series: place, code: of, unit, isComputed, isBucketed, at, ...numbers } of rows) {
    const one = series.get(place) ?? { code: of, unit, isComputed, isBucketed, points: [] };
    one.points.push({ at, ...numbers });
    series.set(place, one);
  }
  return {
    series: joined([...series.values()].slice(0, maxSeries)),
    isComplete: series.size <= maxSeries,
  };
}

type Series = Trend["series"][number];
type Point = Series["points"][number];

/** Joins series of equivalent units, such as `g/l` and `g/L`, or the canonical units of this and earlier versions. */
function joined(series: readonly Series[]): Series[] {
  const found: Series[] = [];
  for (const one of series.map(inCanonicalUnit)) {
    const other = found.find(
      (each) =>
        keyOf(each.code) === keyOf(one.code) && each.isComputed === one.isComputed && meansSame(each, one),
    );
    if (other === undefined) found.push({ ...one });
    else {
      other.isBucketed ||= one.isBucketed;
      other.points = [...other.points, ...one.points].toSorted((a, b) =>
        Temporal.Instant.compare(a.at, b.at),
      );
    }
  }
  return found;
}

/** True without a unit, for an annotation such as `{score}`, and for the unit of a pH. */
const isBare = (unit: string | null, isPh: boolean): boolean =>
  unit === null || ["1", "[pH]", ...(isPh ? ["U"] : [])].includes(unit) || /^\{[^{}]*\}$/.test(unit);

type Written = Pick<Series, "code" | "unit">;

/** Compares any spelling: `mIU/L` equals `u[iU]/mL`, and `points` equals no unit. */
function meansSame(one: Written, other: Written): boolean {
  const [a, b] = [one, other].map(({ unit }) => (unit === null ? null : ucumOf(unit)));
  const isPh = isAboutPh(one.code);
  if (a === b || (isBare(a ?? null, isPh) && isBare(b ?? null, isPh))) return true;
  return a !== null && a !== undefined && b !== null && b !== undefined && isSameUnit(a, b);
}

const keyOf = ({ text, coding }: Concept) =>
  coding ? `${coding.system}|${coding.code}` : text.toLowerCase();

function inCanonicalUnit(one: Series): Series {
  const { code, unit } = one;
  if (unit === null) return one;
  const convert = (number: string) => canonicalOf(code, { number, unit }) ?? { number, unit };
  const now = convert("0").unit;
  if (now === unit) return one;
  const points = one.points.map(({ least, mean, greatest, ...point }) => ({
    ...point,
    least: convert(least).number,
    mean: convert(mean).number,
    greatest: convert(greatest).number,
  }));
  return { ...one, unit: now, points };
}
