import type { Permission } from "@caretype/api";
import { NativeSelect, Text } from "@mantine/core";
import { IconRefresh } from "@tabler/icons-react";
import { keepPreviousData, type UseQueryResult, useQuery } from "@tanstack/react-query";
import type { LinkProps } from "@tanstack/react-router";
import { useState } from "react";
import { NumberTable } from "../../../../kit/chart/number-table.tsx";
import { lazyExtra } from "../../../../kit/connection/load-code.ts";
import { Page } from "../../../../kit/page/page.tsx";
import { Dimmed } from "../../../../kit/theme/dimmed.tsx";
import { SmallButton } from "../../../../kit/theme/plain-button.tsx";
import { api, readAgain } from "../../../../session/client/api.ts";
import { usePermissions } from "../../../../session/client/use-practice.ts";
import { type PracticeTime, usePracticeTime } from "../../../../session/practice-time/practice-time.ts";
import { permitted } from "../../../../session/route/permitted.tsx";
import { formatPartialDate, formatTime } from "../../../../words/format/format.ts";
import { TextLink } from "../../../../words/format/links.tsx";
import { freshForAMinute, useOverview } from "../../../scheduling/pages/today/use-overview.ts";
import { texts as entryTexts } from "../../texts.en.ts";
import { AppointmentsPanel } from "./appointments-panel.tsx";
import { DoctorsPanel } from "./doctors-panel.tsx";
import { GroupsTable } from "./groups-table.tsx";
import { NumberLink, PlainCount } from "./number-link.tsx";
import { Numbers } from "./overview/numbers.tsx";
import classes from "./panel.module.css";
import { Panel } from "./panel.tsx";
import { defaultPeriod, periods, readReportsSearch } from "./reports-search.ts";
import {
  groups as groupTexts,
  growth as growthTexts,
  texts as statisticsTexts,
  today as todayPanelTexts,
} from "./statistics/texts.en.ts";
import {
  type ActivityKind,
  activityKinds,
  activityLabels,
  type Groups,
  type Growth,
  type RecordName,
  recordLabels,
  recordNames,
  type Today,
} from "./statistics.ts";
import { countActivities, describeGroups, describeGrowth, describeToday } from "./summaries.ts";
import { texts } from "./texts.en.ts";
import { useReports } from "./use-reports.ts";

/** The practice's numbers, then charts. Shows cached numbers at once. */
export const ReportsPage = permitted("statistics:read", Reports);

function Reports() {
  const { search } = useReports();
  const { months = defaultPeriod } = search;
  const { day } = usePracticeTime();
  const overview = useOverview();
  const growth = useQuery(
    api.statistics.patientGrowth.queryOptions(
      { months },
      { ...freshForAMinute, placeholderData: keepPreviousData },
    ),
  );
  const today = useQuery(api.statistics.today.queryOptions({}, freshForAMinute));
  const isEmpty = growth.data?.patients === 0;
  const countedAt = Math.max(overview.dataUpdatedAt, growth.dataUpdatedAt);
  return (
    <Page title={entryTexts.reports.label} actions={<Refresh countedAt={countedAt} />}>
      {isEmpty ? <Text>{texts.empty}</Text> : <Numbers query={overview} />}
      <div className={classes.grid}>
        {isEmpty ? null : <GrowthPanel query={growth} />}
        <TodayPanel query={today} day={day} />
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

const TodayPanel = ({ query, day }: { query: UseQueryResult<Today, unknown>; day: PracticeTime["day"] }) => (
  <Panel
    name="today"
    title={todayPanelTexts.title}
    query={query}
    headline={({ since }) => todayPanelTexts.headline(day(since))}
    description={describeToday}
    chart={(today) => <TodayChart today={today} />}
    table={(today) => <TodayTable today={today} />}
    empty={(today) =>
      countActivities(today) === 0 ? (
        <>
          <Text>{todayPanelTexts.empty}</Text>
          <Dimmed>{todayPanelTexts.emptyHint}</Dimmed>
        </>
      ) : null
    }
  />
);

/** Only a refresh by the user is shown and announced: the page also refreshes itself. */
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
      {/* Reserves its space, to avoid a shift on narrow screens. */}
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

const GrowthChart = lazyExtra(() => import("./growth-chart.tsx"), "GrowthChart");

const GrowthPanel = ({ query }: { query: UseQueryResult<Growth, unknown> }) => (
  <Panel
    name="growth"
    title={growthTexts.title}
    query={query}
    controls={<PeriodSelect />}
    headline={(growth) => {
      const added = growth.months.at(-1)?.added ?? 0;
      return growthTexts.headline(
        <TextLink label={statisticsTexts.patients(growth.patients)} to="/patients" />,
        added,
      );
    }}
    description={describeGrowth}
    chart={(growth) => <GrowthChart growth={growth} />}
    table={(growth) => (
      <NumberTable
        label={growthTexts.title}
        columns={[growthTexts.month, growthTexts.added, growthTexts.total]}
        rows={growth.months.toReversed().map(({ month, added, total }) => ({
          key: month,
          name: formatPartialDate(month),
          cells: [<PlainCount key="added" count={added} />, <PlainCount key="total" count={total} />],
        }))}
      />
    )}
  />
);

const periodOptions = periods.map((months) => ({
  value: String(months),
  label: growthTexts.years(months / 12),
}));

function PeriodSelect() {
  const { search, change } = useReports();
  return (
    <NativeSelect
      size="xs"
      aria-label={growthTexts.period}
      data={periodOptions}
      value={String(search.months ?? defaultPeriod)}
      onChange={({ currentTarget }) =>
        change(readReportsSearch({ ...search, months: Number(currentTarget.value) }))
      }
    />
  );
}

/** Numbers link to the list that shows the counted records first, if there is one. */
function TodayTable({ today }: { today: Today }) {
  const rows = recordNames.map((record) => ({
    key: record,
    name: recordLabels[record],
    cells: activityKinds.map((kind) => (
      <ActivityCount key={kind} record={record} kind={kind} count={today[record][kind]} />
    )),
  }));
  return (
    <NumberTable
      label={todayPanelTexts.title}
      columns={[todayPanelTexts.record, ...activityKinds.map((kind) => activityLabels[kind])]}
      rows={rows}
    />
  );
}

type Counted = Pick<LinkProps, "to" | "search"> & { label: (count: number) => string; needs?: Permission };

const { patientsAdded, patientsChanged, patientsRemoved, doctorsAdded, doctorsChanged, doctorsRemoved } =
  todayPanelTexts;

const lists: { [Activity in `${RecordName}-${ActivityKind}`]?: Counted } = {
  "patients-added": { to: "/patients", label: patientsAdded },
  "patients-changed": { to: "/patients", search: { sort: "updated" }, label: patientsChanged },
  "patients-removed": { to: "/patients/removed", label: patientsRemoved, needs: "patient:remove" },
  "doctors-added": { to: "/doctors", search: { sort: "newest" }, label: doctorsAdded },
  "doctors-changed": { to: "/doctors", search: { sort: "updated" }, label: doctorsChanged },
  "doctors-removed": { to: "/doctors/removed", label: doctorsRemoved, needs: "doctor:remove" },
};

function ActivityCount({ record, kind, count }: { record: RecordName; kind: ActivityKind; count: number }) {
  const may = usePermissions();
  const { label, needs, ...place } = lists[`${record}-${kind}`] ?? {};
  if (!label || (needs && !may(needs))) return <PlainCount count={count} />;
  return <NumberLink {...place} count={count} label={label(count)} />;
}
