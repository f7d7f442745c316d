import type { Units } from "../unit/units.ts";
import { texts } from "./texts.en.ts";
import { type FieldTrend, inUnit, rowsOf, type TrendRow } from "./trend-data.ts";
import { type SignName, unitFor } from "./vital-signs.ts";

/** What a chart or a table shows. */
export type TrendView = {
  title: string;
  fields: readonly { name: FieldTrend["name"]; unit: string }[];
  /** In the reader's units. */
  rows: readonly TrendRow[];
  isBucketed: boolean;
  isComputed: boolean;
  /** Whether the usual ranges of adults apply to what was measured then. */
  isMarked: (at: string) => boolean;
};

type Wanted = { units: Units; isMarked: (at: string) => boolean };

/** In the reader's units. */
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
    title: texts.signs[sign],
    fields: shown,
    rows: rowsOf(converted),
    isBucketed: trends.some((trend) => trend.isBucketed),
    isComputed: trends.some((trend) => trend.isComputed),
    isMarked,
  };
}
