import type { Patient } from "@caretype/client";
import { Group, NativeSelect, SimpleGrid, Skeleton, Stack } from "@mantine/core";
import { useQueries } from "@tanstack/react-query";
import { useState } from "react";
import { EmptyState } from "../../kit/notice/empty-state.tsx";
import { ErrorNotice } from "../../kit/notice/error-notice.tsx";
import { Waiting } from "../../kit/notice/slow-notice.tsx";
import { api } from "../../session/client/api.ts";
import { type Units, useShownUnits } from "../unit/units.ts";
import { texts } from "./texts.en.ts";
import { fieldTrendsOf } from "./trend-data.ts";
import { TrendPanel } from "./trend-panel.tsx";
import { UnitsSwitch } from "./units-switch.tsx";
import { codesOfSign, codingOf, type SignName, signNames, signs } from "./vital-signs.ts";

export function Vitals({ patient }: { patient: Patient }) {
  const shown = useShownUnits();
  // Growth and lasting diseases take years.
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

/** A panel for each vital sign that was measured in the period. */
function Trends({ patient, period, units }: TrendsProps) {
  const [openedAt] = useState(() => Date.now());
  // Another period does not close a table.
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
  const failed = found.find(({ data, isError }) => isError && data === undefined);
  if (failed)
    return (
      <ErrorNotice
        error={failed.error}
        onRetry={() => {
          for (const each of found) if (each.isError) void each.refetch();
        }}
      />
    );
  if (found.some(({ data }) => data === undefined))
    return (
      <Waiting>
        <Skeleton h={320} />
      </Waiting>
    );
  const measured = signNames.flatMap((sign) => {
    const ofSign = found.flatMap(({ data }, index) => (asked[index]?.sign === sign && data ? [data] : []));
    const series = ofSign.flatMap((each) => each.series);
    const isComplete = ofSign.every((each) => each.isComplete);
    return series.length > 0 ? [{ sign, isComplete, ...fieldTrendsOf({ series }, signs[sign].fields) }] : [];
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
}

const periods = ["quarter", "year", "all"] as const;
type Period = (typeof periods)[number];

const dayMs = 86_400_000;
const days: Record<Period, number | null> = { quarter: 92, year: 366, all: null };

/** Whole days, so that the same period is read from the cache. */
function fromOf(period: Period, now: number): string | undefined {
  const count = days[period];
  if (count === null) return undefined;
  return new Date((Math.floor(now / dayMs) - count) * dayMs).toISOString();
}
