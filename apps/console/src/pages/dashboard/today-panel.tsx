import { Text } from "@mantine/core";
import type { UseQueryResult } from "@tanstack/react-query";
import { lazyExtra } from "../../kit/connection/load-code.ts";
import { formatDayOf } from "../../words/format/format.ts";
import { Panel } from "./panel.tsx";
import { texts as statisticsTexts } from "./statistics/texts.en.ts";
import type { Today } from "./statistics.ts";
import { countActivities, describeToday } from "./summaries.ts";
import { TodayTable } from "./today-table.tsx";

const TodayChart = lazyExtra(() => import("./today-chart.tsx"), "TodayChart");

const texts = statisticsTexts.today;

export function TodayPanel({ query }: { query: UseQueryResult<Today, unknown> }) {
  return (
    <Panel
      name="today"
      title={texts.title}
      query={query}
      headline={({ since }) => texts.headline(formatDayOf(since))}
      description={describeToday}
      chart={(today) => <TodayChart today={today} />}
      table={(today) => <TodayTable today={today} />}
      empty={(today) =>
        countActivities(today) === 0 ? (
          <>
            <Text>{texts.empty}</Text>
            <Text size="sm" c="dimmed">
              {texts.emptyHint}
            </Text>
          </>
        ) : null
      }
    />
  );
}
