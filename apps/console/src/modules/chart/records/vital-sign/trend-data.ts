import { measureOf } from "@caretype/chart/unit/measures";
import type { RouterOutputs } from "@caretype/client";
import type { Units } from "../unit/units.ts";
import { texts } from "./texts.en.ts";
import { codesOf, type FieldName, type SignName, shownIn, unitFor } from "./vital-signs.ts";

type Trend = RouterOutputs["chart"]["trend"];
type Series = Trend["series"][number];
export type Point = Series["points"][number];

export type FieldTrend = {
  name: FieldName;
  isBucketed: boolean;
  /** Whether some points are derived from other observations. */
  isComputed: boolean;
  points: readonly Point[];
};

/** The fields' series in their canonical unit, and the count of numbers in other units. */
export function fieldTrendsOf({ series }: Pick<Trend, "series">, names: readonly FieldName[]) {
  const isOf = (name: FieldName, { code: { coding } }: Series) =>
    coding !== null && codesOf(name).includes(coding.code) && measureOf(coding) !== null;
  const isShown = (name: FieldName, each: Series) =>
    isOf(name, each) && each.unit === measureOf(each.code.coding)?.canonical;
  const trends = names.map((name): FieldTrend => {
    const found = series.filter((each) => isShown(name, each));
    return {
      name,
      isBucketed: found.some((each) => each.isBucketed),
      isComputed: found.some((each) => each.isComputed),
      points: found.flatMap(({ points }) => points),
    };
  });
  const others = series.filter((each) => !names.some((name) => isShown(name, each)));
  const leftOut = others.reduce(
    (sum, { points }) => sum + points.reduce((all, { count }) => all + count, 0),
    0,
  );
  return { trends, leftOut };
}

/** A time with one number per field, such as both of a blood pressure. */
export type TrendRow = { at: string; points: (Point | null)[] };

/** Oldest first. Numbers of the same time share a row, unless they are of the same field. */
export function rowsOf(trends: readonly FieldTrend[]): TrendRow[] {
  const rows = new Map<string, TrendRow[]>();
  for (const [index, { points }] of trends.entries()) {
    for (const point of points) {
      const then = rows.get(point.at) ?? [];
      const row = then.find(({ points }) => points[index] === null);
      if (row) row.points[index] = point;
      else then.push({ at: point.at, points: trends.map((_, each) => (each === index ? point : null)) });
      rows.set(point.at, then);
    }
  }
  return [...rows.values()].flat().toSorted((one, other) => Date.parse(one.at) - Date.parse(other.at));
}

/** Points in the user's unit. */
export const inUnit = (name: FieldName, { least, mean, greatest, ...rest }: Point, unit: string): Point => ({
  ...rest,
  least: shownIn(name, least, unit),
  mean: shownIn(name, rest.count > 1 ? rounded(mean, { least, greatest }) : mean, unit),
  greatest: shownIn(name, greatest, unit),
});

/** Rounded to one decimal, but never outside the range of its numbers, which may have more. */
function rounded(mean: string, { least, greatest }: Pick<Point, "least" | "greatest">): string {
  const number = Math.round(Number(mean) * 10) / 10;
  if (number > Number(greatest)) return greatest;
  return number < Number(least) ? least : String(number);
}

/** The data of a chart or table. */
export type TrendView = {
  title: string;
  fields: readonly { name: FieldTrend["name"]; unit: string }[];
  /** In the user's units. */
  rows: readonly TrendRow[];
  isBucketed: boolean;
  isComputed: boolean;
  /** Whether adult reference ranges apply at that time. */
  isMarked: (at: string) => boolean;
};

type Wanted = { units: Units; isMarked: (at: string) => boolean };

/** In the user's units. */
export function viewOf(
  sign: SignName,
  trends: readonly FieldTrend[],
  { units, isMarked }: Wanted,
): TrendView {
  const shown = trends.map(({ name }) => ({ name, unit: unitFor(name, units) }));
  const converted = trends.map((trend, index) => ({
    ...trend,
    points: trend.points.map((point) => inUnit(trend.name, point, shown[index]?.unit ?? "")),
  }));
  return {
    title: texts.names[sign],
    fields: shown,
    rows: rowsOf(converted),
    isBucketed: trends.some((trend) => trend.isBucketed),
    isComputed: trends.some((trend) => trend.isComputed),
    isMarked,
  };
}
