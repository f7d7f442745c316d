import { Button, Text } from "@mantine/core";
import { IconRefresh } from "@tabler/icons-react";
import { keepPreviousData, useIsFetching, useQuery } from "@tanstack/react-query";
import { api, queryClient } from "../api.ts";
import { Page } from "../shell/page/page.tsx";
import { formatTime } from "../shell/text/format.ts";
import { defaultPeriod } from "./dashboard-search.ts";
import { DoctorsPanel } from "./doctors-panel.tsx";
import { GroupsPanel } from "./groups-panel.tsx";
import { GrowthPanel } from "./growth-panel.tsx";
import classes from "./panel.module.css";
import { readerZone } from "./reader-zone.ts";
import { countDeeds } from "./summaries.ts";
import { TodayPanel } from "./today-panel.tsx";
import { useDashboard } from "./use-dashboard.ts";
import { Welcome } from "./welcome.tsx";

/** What was counted is shown again at once, and counted anew each time that somebody comes here. */
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
  const wasActive = today.data !== undefined && countDeeds(today.data) > 0;
  return (
    <Page title="Dashboard" actions={isEmpty ? null : <Refresh countedAt={growth.dataUpdatedAt} />}>
      {isEmpty ? <Welcome /> : null}
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
      {/* It has its room before it is known, so that a narrow screen has its two lines from the beginning. */}
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
