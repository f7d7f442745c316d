import { NativeSelect } from "@mantine/core";
import type { UseQueryResult } from "@tanstack/react-query";
import { NumberTable } from "../../kit/chart/number-table.tsx";
import { lazyExtra } from "../../kit/connection/load-code.ts";
import { formatPartialDate } from "../../words/format/format.ts";
import { AnchorLink } from "../../words/format/links.tsx";
import { PlainCount } from "./number-link.tsx";
import { Panel } from "./panel.tsx";
import { defaultPeriod, periods, readReportsSearch } from "./reports-search.ts";
import { texts as statisticsTexts, growth as texts } from "./statistics/texts.en.ts";
import type { Growth } from "./statistics.ts";
import { describeGrowth } from "./summaries.ts";
import { useReports } from "./use-reports.ts";

const GrowthChart = lazyExtra(() => import("./growth-chart.tsx"), "GrowthChart");

export const GrowthPanel = ({ query }: { query: UseQueryResult<Growth, unknown> }) => (
  <Panel
    name="growth"
    title={texts.title}
    query={query}
    controls={<PeriodSelect />}
    headline={(growth) => {
      const added = growth.months.at(-1)?.added ?? 0;
      return texts.headline(
        <AnchorLink to="/patients" size="sm" underline="always">
          {statisticsTexts.patients(growth.patients)}
        </AnchorLink>,
        added,
      );
    }}
    description={describeGrowth}
    chart={(growth) => <GrowthChart growth={growth} />}
    table={(growth) => (
      <NumberTable
        label={texts.title}
        columns={[texts.month, texts.added, texts.total]}
        rows={growth.months.toReversed().map(({ month, added, total }) => ({
          key: month,
          name: formatPartialDate(month),
          cells: [<PlainCount key="added" count={added} />, <PlainCount key="total" count={total} />],
        }))}
      />
    )}
  />
);

const periodOptions = periods.map((months) => ({ value: String(months), label: texts.years(months / 12) }));

function PeriodSelect() {
  const { search, change } = useReports();
  return (
    <NativeSelect
      size="xs"
      aria-label={texts.period}
      data={periodOptions}
      value={String(search.months ?? defaultPeriod)}
      onChange={({ currentTarget }) =>
        change(readReportsSearch({ ...search, months: Number(currentTarget.value) }))
      }
    />
  );
}
