import { Button, Skeleton, Stack, Text, Title } from "@mantine/core";
import { IconRefresh } from "@tabler/icons-react";
import { keepPreviousData, type UseQueryResult, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { lazyExtra } from "../../kit/connection/load-code.ts";
import { Waiting } from "../../kit/notice/slow-notice.tsx";
import { Page } from "../../kit/page/page.tsx";
import { SampleDataOffer } from "../../records/practice/sample-data/sample-data-offer.tsx";
import { api, queryClient } from "../../session/client/api.ts";
import { usePermissions } from "../../session/client/use-practice.ts";
import { commonTexts } from "../../words/common/common.ts";
import { formatDayOf, formatTime, timeZone } from "../../words/format/format.ts";
import { AppointmentsPanel } from "./appointments-panel.tsx";
import { defaultPeriod } from "./dashboard-search.ts";
import { DoctorsPanel } from "./doctors-panel.tsx";
import { FirstStepsPanel } from "./first-steps/first-steps.tsx";
import { useFirstSteps } from "./first-steps/use-first-steps.ts";
import { GroupsTable } from "./groups-table.tsx";
import { GrowthPanel } from "./growth-panel.tsx";
import { Numbers } from "./overview/numbers.tsx";
import { TasksPanel } from "./overview/tasks.tsx";
import { freshForAMinute, useOverview } from "./overview/use-overview.ts";
import classes from "./panel.module.css";
import { Panel } from "./panel.tsx";
import { groups as texts, today as todayPanelTexts } from "./statistics/texts.en.ts";
import type { Groups, Today } from "./statistics.ts";
import { countActivities, describeGroups, describeToday } from "./summaries.ts";
import { texts as dashboardTexts } from "./texts.en.ts";
import { TodayTable } from "./today-table.tsx";
import { useDashboard } from "./use-dashboard.ts";

/** What waits to be done first, then numbers, then charts. Shows cached numbers at once. */
export function PracticeDashboard() {
  const { search } = useDashboard();
  const { months = defaultPeriod } = search;
  const overview = useOverview();
  const growth = useQuery(
    api.statistics.patientGrowth.queryOptions(
      { timeZone, months },
      { ...freshForAMinute, placeholderData: keepPreviousData },
    ),
  );
  const today = useQuery(api.statistics.today.queryOptions({ timeZone }, freshForAMinute));
  const isEmpty = growth.data?.patients === 0;
  const firstSteps = useFirstSteps({ overview: overview.data, isEmpty });
  const wasActive = today.data !== undefined && countActivities(today.data) > 0;
  const countedAt = Math.max(overview.dataUpdatedAt, growth.dataUpdatedAt);
  return (
    <Page title={commonTexts.dashboard} actions={isEmpty ? null : <Refresh countedAt={countedAt} />}>
      {isEmpty ? <Welcome /> : null}
      {firstSteps === undefined && !overview.isError ? (
        // Nothing is shown before it is known whether the checklist comes first, as it would shift the page.
        <Waiting>
          <Skeleton h={240} role="status" aria-label={dashboardTexts.counting} />
        </Waiting>
      ) : (
        <>
          {firstSteps ? <FirstStepsPanel {...firstSteps} /> : null}
          {isEmpty ? <SampleDataOffer /> : null}
          {isEmpty ? null : (
            <>
              <TasksPanel query={overview} />
              <Numbers query={overview} />
            </>
          )}
          <div className={classes.grid}>
            {isEmpty ? null : <GrowthPanel query={growth} />}
            {isEmpty && !wasActive ? null : <TodayPanel query={today} />}
            {isEmpty ? null : (
              <>
                <GroupsPanel />
                <DoctorsPanel />
                {overview.data?.setUp.hasSchedule ? <AppointmentsPanel /> : null}
              </>
            )}
          </div>
        </>
      )}
    </Page>
  );
}

/** Shown instead of empty charts. The checklist of first steps follows it. */
function Welcome() {
  const may = usePermissions();
  return (
    <Stack gap={4}>
      <Title order={2} size="h3">
        {dashboardTexts.welcome.title}
      </Title>
      <Text>{dashboardTexts.welcome.text}</Text>
      {may("patient:create") ? null : <Text>{dashboardTexts.welcome.readOnly}</Text>}
    </Stack>
  );
}

const GroupsChart = lazyExtra(() => import("./groups-chart.tsx"), "GroupsChart");

function GroupsPanel() {
  const query = useQuery(api.statistics.patientGroups.queryOptions({}, freshForAMinute));
  return (
    <Panel
      name="groups"
      title={texts.title}
      query={query}
      headline={headlineOf}
      description={describeGroups}
      chart={(groups) => <GroupsChart groups={groups} />}
      table={(groups) => <GroupsTable groups={groups} />}
    />
  );
}

function headlineOf({ groups, patients }: Groups): string {
  const unknown = groups.find(({ ageGroup }) => ageGroup === "unknown")?.patients ?? 0;
  if (unknown === 0) return texts.today;
  if (unknown === patients) return texts.noAges;
  return texts.someUnknown(unknown);
}

const TodayChart = lazyExtra(() => import("./today-chart.tsx"), "TodayChart");

const TodayPanel = ({ query }: { query: UseQueryResult<Today, unknown> }) => (
  <Panel
    name="today"
    title={todayPanelTexts.title}
    query={query}
    headline={({ since }) => todayPanelTexts.headline(formatDayOf(since))}
    description={describeToday}
    chart={(today) => <TodayChart today={today} />}
    table={(today) => <TodayTable today={today} />}
    empty={(today) =>
      countActivities(today) === 0 ? (
        <>
          <Text>{todayPanelTexts.empty}</Text>
          <Text size="sm" c="dimmed">
            {todayPanelTexts.emptyHint}
          </Text>
        </>
      ) : null
    }
  />
);

/** Only a refresh by the reader is shown and announced: the page also refreshes itself. */
function Refresh({ countedAt }: { countedAt: number }) {
  const [isCounting, setCounting] = useState(false);
  const [isAsked, setAsked] = useState(false);
  const refresh = async () => {
    setAsked(true);
    setCounting(true);
    await queryClient.invalidateQueries(api.statistics.pathFilter());
    setCounting(false);
  };
  return (
    <>
      {/* Reserves its space, so that a narrow screen does not shift. */}
      <Text
        size="sm"
        c="dimmed"
        role={isAsked ? "status" : undefined}
        aria-live={isCounting ? "polite" : "off"}
        style={countedAt > 0 ? {} : { visibility: "hidden" }}
      >
        {dashboardTexts.asOf(formatTime(new Date(countedAt).toISOString()))}
      </Text>
      <Button
        variant="default"
        size="xs"
        loading={isCounting}
        leftSection={<IconRefresh size={16} aria-hidden />}
        onClick={() => void refresh()}
      >
        {dashboardTexts.refresh}
      </Button>
    </>
  );
}
