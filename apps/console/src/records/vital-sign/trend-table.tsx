import { NumberTable } from "../../kit/chart/number-table.tsx";
import { usePracticeTime } from "../../session/practice-time/practice-time.ts";
import { formatDecimal, unitLabel } from "../unit/units.ts";
import { texts } from "./texts.en.ts";
import type { TrendRow } from "./trend-data.ts";
import type { TrendView } from "./trend-view.ts";
import { placeOf } from "./vital-signs.ts";

/** The numbers of a chart, newest first. */
export function TrendTable({ view }: { view: TrendView }) {
  const { dayAndTime } = usePracticeTime();
  const { title, fields, rows, isBucketed } = view;
  const columns = fields.flatMap(({ name, unit }) => {
    const label = `${fields.length > 1 ? texts.fields[name] : texts.value} (${unitLabel(unit)})`;
    return isBucketed
      ? [`${label}: ${texts.least}`, `${label}: ${texts.mean}`, `${label}: ${texts.greatest}`]
      : [label];
  });
  return (
    <NumberTable
      label={title}
      columns={[texts.when, ...columns, ...(isBucketed ? [texts.count] : [])]}
      rows={rows.toReversed().map((row, index) => ({
        key: `${row.at} ${index}`,
        name: dayAndTime(row.at),
        cells: cellsOf(row, view),
      }))}
    />
  );
}

function cellsOf({ points }: TrendRow, { fields, isBucketed, isMarked }: TrendView): string[] {
  const cells = points.flatMap((point, index) => {
    const field = fields[index];
    if (point === null || field === undefined) return isBucketed ? ["–", "–", "–"] : ["–"];
    const cell = (number: string) => {
      const place = isMarked ? placeOf(field.name, { number, unit: field.unit }) : null;
      const shown = formatDecimal(number);
      return place === null || place === "normal" ? shown : `${shown} (${texts.places[place]})`;
    };
    return isBucketed ? [cell(point.least), cell(point.mean), cell(point.greatest)] : [cell(point.mean)];
  });
  if (!isBucketed) return cells;
  return [...cells, String(Math.max(...points.map((point) => point?.count ?? 0)))];
}
