import { Skeleton } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Waiting } from "../../kit/notice/slow-notice.tsx";
import { Page } from "../../kit/page/page.tsx";
import { SampleDataOffer } from "../../records/practice/sample-data/sample-data-offer.tsx";
import { api } from "../../session/client/api.ts";
import { commonTexts } from "../../words/common/common.ts";
import { timeZone } from "../../words/format/format.ts";
import { AppointmentsPanel } from "./appointments-panel.tsx";
import { defaultPeriod } from "./dashboard-search.ts";
import { DoctorsPanel } from "./doctors-panel.tsx";
import { FirstStepsPanel } from "./first-steps/first-steps.tsx";
import { useFirstSteps } from "./first-steps/use-first-steps.ts";
import { GroupsPanel } from "./groups-panel.tsx";
import { GrowthPanel } from "./growth-panel.tsx";
import { Numbers } from "./overview/numbers.tsx";
import { Refresh } from "./overview/refresh.tsx";
import { TasksPanel } from "./overview/tasks.tsx";
import { freshForAMinute, useOverview } from "./overview/use-overview.ts";
import classes from "./panel.module.css";
import { countActivities } from "./summaries.ts";
import { texts as dashboardTexts } from "./texts.en.ts";
import { TodayPanel } from "./today-panel.tsx";
import { useDashboard } from "./use-dashboard.ts";
import { Welcome } from "./welcome.tsx";

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
