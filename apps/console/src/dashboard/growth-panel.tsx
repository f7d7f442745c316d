import { NativeSelect } from "@mantine/core";
import type { UseQueryResult } from "@tanstack/react-query";
import { lazyExtra } from "../shell/connection/load-code.ts";
import { formatNumber } from "../shell/text/format.ts";
import { AnchorLink } from "../shell/text/links.tsx";
import { defaultPeriod, periodOptions, readDashboardSearch } from "./dashboard-search.ts";
import { countOf, formatMonth, growthTitle, patientNouns } from "./labels.ts";
import { PlainCount } from "./number-link.tsx";
import { NumberTable } from "./number-table.tsx";
import { Panel } from "./panel.tsx";
import type { Growth } from "./statistics.ts";
import { describeGrowth } from "./summaries.ts";
import { useDashboard } from "./use-dashboard.ts";

const GrowthChart = lazyExtra(() => import("./growth-chart.tsx"), "GrowthChart");

export function GrowthPanel({ query }: { query: UseQueryResult<Growth, unknown> }) {
  return (
    <Panel
      name="growth"
      title={growthTitle}
      query={query}
      controls={<PeriodSelect />}
      headline={(growth) => <Headline growth={growth} />}
      description={describeGrowth}
      chart={(growth) => <GrowthChart growth={growth} />}
      table={(growth) => <GrowthTable growth={growth} />}
    />
  );
}

function Headline({ growth: { patients, months } }: { growth: Growth }) {
  const added = months.at(-1)?.added ?? 0;
  return (
    <>
      <AnchorLink to="/patients" size="sm" underline="always">
        {countOf(patients, patientNouns)}
      </AnchorLink>
      {added > 0 ? `, ${formatNumber(added)} of them added this month` : ", none added this month"}
    </>
  );
}

function PeriodSelect() {
  const { search, change } = useDashboard();
  return (
    <NativeSelect
      size="xs"
      aria-label="Period of patients over time"
      data={periodOptions}
      value={String(search.months ?? defaultPeriod)}
      onChange={({ currentTarget }) =>
        change(readDashboardSearch({ ...search, months: Number(currentTarget.value) }))
      }
    />
  );
}

/** Newest first, as readers seldom want the oldest. */
const GrowthTable = ({ growth }: { growth: Growth }) => (
  <NumberTable
    label={growthTitle}
    columns={["Month", "Added", "Total"]}
    rows={growth.months.toReversed().map(({ month, added, total }) => ({
      key: month,
      name: formatMonth(month),
      cells: [<PlainCount key="added" count={added} />, <PlainCount key="total" count={total} />],
    }))}
  />
);
