import { Text } from "@mantine/core";
import { IconRefresh } from "@tabler/icons-react";
import { keepPreviousData, type UseQueryResult, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { lazyExtra } from "../../kit/connection/load-code.ts";
import { Page } from "../../kit/page/page.tsx";
import { SmallButton } from "../../kit/section/small-button.tsx";
import { api, readAgain } from "../../session/client/api.ts";
import { permitted } from "../../session/route/permitted.tsx";
import { formatDayOf, formatTime, timeZone } from "../../words/format/format.ts";
import { texts as frameTexts } from "../../words/frame/texts.en.ts";
import { freshForAMinute, useOverview } from "../today/use-overview.ts";
import { AppointmentsPanel } from "./appointments-panel.tsx";
import { DoctorsPanel } from "./doctors-panel.tsx";
import { GroupsTable } from "./groups-table.tsx";
import { GrowthPanel } from "./growth-panel.tsx";
import { Numbers } from "./overview/numbers.tsx";
import classes from "./panel.module.css";
import { Panel } from "./panel.tsx";
import { defaultPeriod } from "./reports-search.ts";
import { groups as groupTexts, today as todayPanelTexts } from "./statistics/texts.en.ts";
import type { Groups, Today } from "./statistics.ts";
import { countActivities, describeGroups, describeToday } from "./summaries.ts";
import { texts } from "./texts.en.ts";
import { TodayTable } from "./today-table.tsx";
import { useReports } from "./use-reports.ts";

/** The practice's numbers, then charts. Shows cached numbers at once. */
export const ReportsPage = permitted("statistics:read", Reports);

function Reports() {
  const { search } = useReports();
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
  const countedAt = Math.max(overview.dataUpdatedAt, growth.dataUpdatedAt);
  return (
    <Page title={frameTexts.navigation.reports} actions={<Refresh countedAt={countedAt} />}>
      {isEmpty ? <Text>{texts.empty}</Text> : <Numbers query={overview} />}
      <div className={classes.grid}>
        {isEmpty ? null : <GrowthPanel query={growth} />}
        <TodayPanel query={today} />
        {isEmpty ? null : (
          <>
            <GroupsPanel />
            <DoctorsPanel />
            {overview.data?.setUp.hasSchedule ? <AppointmentsPanel /> : null}
          </>
        )}
      </div>
    </Page>
  );
}

const GroupsChart = lazyExtra(() => import("./groups-chart.tsx"), "GroupsChart");

function GroupsPanel() {
  const query = useQuery(api.statistics.patientGroups.queryOptions({}, freshForAMinute));
  return (
    <Panel
      name="groups"
      title={groupTexts.title}
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
  if (unknown === 0) return groupTexts.today;
  if (unknown === patients) return groupTexts.noAges;
  return groupTexts.someUnknown(unknown);
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
    await readAgain(api.statistics);
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
        {texts.asOf(formatTime(new Date(countedAt).toISOString()))}
      </Text>
      <SmallButton
        label={texts.refresh}
        loading={isCounting}
        leftSection={<IconRefresh size={16} aria-hidden />}
        onClick={() => void refresh()}
      />
    </>
  );
}
