import { Button, Text } from "@mantine/core";
import { IconRefresh } from "@tabler/icons-react";
import { keepPreviousData, useIsFetching, useQuery } from "@tanstack/react-query";
import { api, queryClient } from "../api.ts";
import { SampleDataOffer } from "../practice/sample-data/sample-data-offer.tsx";
import { Page } from "../shell/page/page.tsx";
import { formatTime } from "../shell/text/format.ts";
import { defaultPeriod } from "./dashboard-search.ts";
import { DoctorsPanel } from "./doctors-panel.tsx";
import { GroupsPanel } from "./groups-panel.tsx";
import { GrowthPanel } from "./growth-panel.tsx";
import classes from "./panel.module.css";
import { readerZone } from "./reader-zone.ts";
import { countActivities } from "./summaries.ts";
import { TodayPanel } from "./today-panel.tsx";
import { useDashboard } from "./use-dashboard.ts";
import { Welcome } from "./welcome.tsx";

/** Shows cached numbers at once, and refetches them on each visit. */
export function PracticeDashboard() {
  const { search } = useDashboard();
  const { months = defaultPeriod } = search;
  const growth = useQuery(
    api.statistics.patientGrowth.queryOptions(
      { timeZone: readerZone, months },
      { staleTime: 0, placeholderData: keepPreviousData },
    ),
  );
  const today = useQuery(api.statistics.today.queryOptions({ timeZone: readerZone }, { staleTime: 0 }));
  const isEmpty = growth.data?.patients === 0;
  const wasActive = today.data !== undefined && countActivities(today.data) > 0;
  return (
    <Page title="Dashboard" actions={isEmpty ? null : <Refresh countedAt={growth.dataUpdatedAt} />}>
      {isEmpty ? <Welcome /> : null}
      {isEmpty ? <SampleDataOffer /> : null}
      <div className={classes.grid}>
        {isEmpty ? null : <GrowthPanel query={growth} />}
        {isEmpty && !wasActive ? null : <TodayPanel query={today} />}
        {isEmpty ? null : (
          <>
            <GroupsPanel />
            <DoctorsPanel />
          </>
        )}
      </div>
    </Page>
  );
}

function Refresh({ countedAt }: { countedAt: number }) {
  const filter = api.statistics.pathFilter();
  const isCounting = useIsFetching(filter) > 0;
  return (
    <>
      {/* Reserve its space, so that a narrow screen does not shift. */}
      <Text size="sm" c="dimmed" role="status" style={countedAt > 0 ? {} : { visibility: "hidden" }}>
        As of {formatTime(new Date(countedAt).toISOString())}
      </Text>
      <Button
        variant="default"
        size="xs"
        loading={isCounting}
        leftSection={<IconRefresh size={16} aria-hidden />}
        onClick={() => void queryClient.invalidateQueries(filter)}
      >
        Refresh
      </Button>
    </>
  );
}
