import { unitLabel } from "@caretype/chart/unit/labels";
import type { Patient } from "@caretype/client";
import { Group, NativeSelect, SimpleGrid, Skeleton, Stack, Text, VisuallyHidden } from "@mantine/core";
import { useQueries } from "@tanstack/react-query";
import { useState } from "react";
import { ChartOrTable } from "../../../../kit/chart/chart-or-table.tsx";
import { NumberTable } from "../../../../kit/chart/number-table.tsx";
import { ViewSwitch } from "../../../../kit/chart/view-switch.tsx";
import { lazyExtra } from "../../../../kit/connection/load-code.ts";
import { EmptyState } from "../../../../kit/notice/empty-state.tsx";
import { QueryStates, together } from "../../../../kit/page/query-states.tsx";
import { Section } from "../../../../kit/section/section.tsx";
import { api } from "../../../../session/client/api.ts";
import { usePracticeTime } from "../../../../session/practice-time/practice-time.ts";
import { withComparator } from "../unit/comparator.ts";
import { formatDecimal, type Units, useShownUnits } from "../unit/units.ts";
import { texts } from "./texts.en.ts";
import {
  type FieldTrend,
  fieldTrendsOf,
  type Point,
  type TrendRow,
  type TrendView,
  viewOf,
} from "./trend-data.ts";
import { UnitsSwitch } from "./units-switch.tsx";
import { codesOfSign, codingOf, isAdultOn, placeOf, type SignName, signNames, signs } from "./vital-signs.ts";
import { rangeText } from "./vitals-values.ts";

export function Vitals({ patient }: { patient: Patient }) {
  const shown = useShownUnits();
  // Growth and chronic diseases take years.
  const [period, setPeriod] = useState<Period>("all");
  return (
    <Stack>
      <Group align="end">
        <NativeSelect
          label={texts.period}
          size="xs"
          data={periods.map((value) => ({ value, label: texts.periods[value] }))}
          value={period}
          onChange={({ currentTarget: { value } }) =>
            setPeriod(periods.find((each) => each === value) ?? period)
          }
        />
        <UnitsSwitch {...shown} />
      </Group>
      <Trends patient={patient} period={period} units={shown.units} />
    </Stack>
  );
}

type TrendsProps = { patient: Patient; period: Period; units: Units };

const asked = signNames.flatMap((sign) => codesOfSign(sign).map((code) => ({ sign, code })));

/** A panel for each vital sign measured in the period. */
function Trends({ patient, period, units }: TrendsProps) {
  const [openedAt] = useState(() => Date.now());
  // Changing the period keeps tables open.
  const [tables, setTables] = useState<readonly SignName[]>([]);
  const switchView = (sign: SignName) =>
    setTables((before) =>
      before.includes(sign) ? before.filter((each) => each !== sign) : [...before, sign],
    );
  const from = fromOf(period, openedAt);
  const found = useQueries({
    queries: asked.map(({ code }) =>
      api.chart.trend.queryOptions({ patientId: patient.id, ...codingOf({ code }), from }),
    ),
    combine: (results) => results,
  });
  const query = {
    ...together(found),
    data: found.some(({ data }) => data === undefined) ? undefined : found.map(({ data }) => data),
  };
  return (
    <QueryStates query={query} skeleton={<Skeleton h={320} />}>
      {(answers) => {
        const measured = signNames.flatMap((sign) => {
          const ofSign = answers.flatMap((data, index) =>
            asked[index]?.sign === sign && data ? [data] : [],
          );
          const series = ofSign.flatMap((each) => each.series);
          const isComplete = ofSign.every((each) => each.isComplete);
          return series.length > 0
            ? [{ sign, isComplete, ...fieldTrendsOf({ series }, signs[sign].fields) }]
            : [];
        });
        if (measured.length === 0) return <EmptyState title={texts.empty} />;
        return (
          <SimpleGrid cols={{ base: 1, md: 2 }}>
            {measured.map((each) => (
              <TrendPanel
                key={each.sign}
                {...each}
                patient={patient}
                units={units}
                isTable={tables.includes(each.sign)}
                onSwitch={() => switchView(each.sign)}
              />
            ))}
          </SimpleGrid>
        );
      }}
    </QueryStates>
  );
}

const periods = ["quarter", "year", "all"] as const;
type Period = (typeof periods)[number];

const dayMs = 86_400_000;
const days: Record<Period, number | null> = { quarter: 92, year: 366, all: null };

/** Whole days, so that the same period is cached. */
function fromOf(period: Period, now: number): string | undefined {
  const count = days[period];
  if (count === null) return undefined;
  return new Date((Math.floor(now / dayMs) - count) * dayMs).toISOString();
}

const TrendChart = lazyExtra(() => import("./trend-chart.tsx"), "TrendChart");

type TrendPanelProps = {
  sign: SignName;
  trends: readonly FieldTrend[];
  leftOut: number;
  isComplete: boolean;
  patient: Patient;
  units: Units;
  isTable: boolean;
  onSwitch: () => void;
};

/** A vital sign over time, as a chart or as a table. */
function TrendPanel(props: TrendPanelProps) {
  const { sign, trends, leftOut, isComplete, patient, units, isTable, onSwitch } = props;
  const { dateOf, dayAndTime } = usePracticeTime();
  const view = viewOf(sign, trends, { units, isMarked: (at) => isAdultOn(dateOf(at), patient) });
  const { title, rows } = view;
  const last = rows.at(-1);
  const latest = last && { value: valueText(last, view), when: dayAndTime(last.at) };
  const table = <TrendTable view={view} />;
  return (
    <Section
      title={title}
      about={latest ? `${latest.value}, ${latest.when}` : null}
      actions={<ViewSwitch title={title} isTable={isTable} onSwitch={onSwitch} />}
    >
      {latest ? (
        <>
          <VisuallyHidden component="p">{texts.description(latest.value, latest.when)}</VisuallyHidden>
          <div style={{ height: 240 }}>
            {isTable ? table : <ChartOrTable chart={<TrendChart view={view} />} table={table} />}
          </div>
        </>
      ) : null}
      <Notes view={view} leftOut={leftOut} isComplete={isComplete} />
    </Section>
  );
}

const shownMean = ({ mean, comparator }: Point) => withComparator(formatDecimal(mean), comparator);

/** `120/80 mmHg`, or the means of a bucket. */
function valueText({ points }: TrendRow, { fields }: TrendView): string {
  const numbers = points.map((point) => (point === null ? "–" : shownMean(point)));
  return `${numbers.join("/")} ${unitLabel(fields[0]?.unit ?? "")}`;
}

type NotesProps = { view: TrendView; leftOut: number; isComplete: boolean };

/** Caveats about the numbers. */
function Notes({ view, leftOut, isComplete }: NotesProps) {
  const { fields, rows, isMarked, isBucketed, isComputed } = view;
  const bounds = rows.flatMap(({ points }) => points).reduce((sum, point) => sum + (point?.bounds ?? 0), 0);
  const ranges = rows.some(({ at }) => isMarked(at))
    ? fields.map(({ name, unit }) => rangeText(name, unit)).filter((range) => range !== null)
    : [];
  return (
    <Text component="div" size="xs" c="dimmed" mt="xs">
      {ranges.length > 0 ? <div>{texts.usual(ranges.join(" / "))}</div> : null}
      {isComputed ? <div>{texts.isComputed}</div> : null}
      {isBucketed ? <div>{texts.isBucketed}</div> : null}
      {bounds > 0 ? <div>{texts.bounds(bounds)}</div> : null}
      {leftOut > 0 ? <div>{texts.leftOut(leftOut)}</div> : null}
      {isComplete ? null : <div>{texts.isIncomplete}</div>}
    </Text>
  );
}

function TrendTable({ view }: { view: TrendView }) {
  const { dayAndTime } = usePracticeTime();
  const { title, fields, rows, isBucketed } = view;
  const columns = fields.flatMap(({ name, unit }) => {
    const label = `${fields.length > 1 ? texts.names[name] : texts.value} (${unitLabel(unit)})`;
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

function cellsOf({ at, points }: TrendRow, { fields, isBucketed, isMarked }: TrendView): string[] {
  const cells = points.flatMap((point, index) => {
    const field = fields[index];
    if (point === null || field === undefined) return isBucketed ? ["–", "–", "–"] : ["–"];
    const { comparator } = point;
    const cell = (number: string) => {
      const place = isMarked(at) ? placeOf(field.name, { number, unit: field.unit, comparator }) : null;
      const shown = withComparator(formatDecimal(number), comparator);
      return place === null || place === "normal" ? shown : `${shown} (${texts.places[place]})`;
    };
    return isBucketed ? [cell(point.least), cell(point.mean), cell(point.greatest)] : [cell(point.mean)];
  });
  if (!isBucketed) return cells;
  return [...cells, String(Math.max(...points.map((point) => point?.count ?? 0)))];
}
