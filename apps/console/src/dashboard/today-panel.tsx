import { Text } from "@mantine/core";
import type { UseQueryResult } from "@tanstack/react-query";
import { lazyExtra } from "../shell/connection/load-code.ts";
import { formatDayOf } from "../shell/text/format.ts";
import { Panel } from "./panel.tsx";
import type { Today } from "./statistics.ts";
import { countActivities, describeToday } from "./summaries.ts";
import { TodayTable } from "./today-table.tsx";

const TodayChart = lazyExtra(() => import("./today-chart.tsx"), "TodayChart");

export function TodayPanel({ query }: { query: UseQueryResult<Today, unknown> }) {
  return (
    <Panel
      name="today"
      title="Activity today"
      query={query}
      headline={({ since }) => `${formatDayOf(since)}, by everybody in this practice`}
      description={describeToday}
      chart={(today) => <TodayChart today={today} />}
      table={(today) => <TodayTable today={today} />}
      empty={(today) =>
        countActivities(today) === 0 ? (
          <>
            <Text>No activity yet today.</Text>
            <Text size="sm" c="dimmed">
              Records that are added, changed, removed or restored are counted here.
            </Text>
          </>
        ) : null
      }
    />
  );
}
