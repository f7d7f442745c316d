import type { Appointment } from "@caretype/client";
import { NativeSelect, Skeleton, Stack } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { EmptyState } from "../../../kit/notice/empty-state.tsx";
import { Page } from "../../../kit/page/page.tsx";
import { nextPage } from "../../../kit/section/next-page.ts";
import { Paged } from "../../../kit/section/paged-list.tsx";
import { today as texts } from "../../../records/appointment/texts.en.ts";
import { useReadWhenChanged } from "../../../records/appointment/use-read-when-changed.ts";
import { api } from "../../../session/client/api.ts";
import { usePracticeTime } from "../../../session/practice-time/practice-time.ts";
import { Permitted } from "../../../session/route/permitted.tsx";
import { ButtonLink } from "../../../words/format/links.tsx";
import { TodayGroup } from "./today-group.tsx";

/** The waiting room: who waits, who is expected, and which visits are over. */
export const TodayPage = () => (
  <Permitted needs="appointment:read">
    <Today />
  </Permitted>
);

function Today() {
  const { day, timeZone } = usePracticeTime();
  const query = useToday();
  return (
    <Page title={texts.title} subtitle={texts.subtitle(day(new Date().toISOString()), timeZone)}>
      <Paged query={query} skeleton={<Skeleton h={320} />}>
        {(all) => <Groups all={all} now={query.dataUpdatedAt} />}
      </Paged>
    </Page>
  );
}

type GroupsProps = { all: readonly Appointment[]; now: number };

function Groups({ all, now }: GroupsProps) {
  const [chosen, setChosen] = useState("");
  const doctors = new Map(all.map(({ doctorId, doctorName }) => [doctorId, doctorName ?? doctorId]));
  const shown = all.filter(({ doctorId }) => !chosen || doctorId === chosen);
  const having = (...statuses: Appointment["status"][]) =>
    shown.filter(({ status }) => statuses.includes(status));
  if (all.length === 0)
    return (
      <EmptyState
        title={texts.empty}
        actions={
          <ButtonLink variant="default" to="/calendar">
            {texts.toCalendar}
          </ButtonLink>
        }
      >
        {texts.emptyText}
      </EmptyState>
    );
  return (
    <Stack>
      {doctors.size > 1 ? (
        <NativeSelect
          label={texts.doctor}
          maw={320}
          data={[
            { value: "", label: texts.allDoctors },
            ...[...doctors].map(([value, label]) => ({ value, label })),
          ]}
          value={chosen}
          onChange={(event) => setChosen(event.currentTarget.value)}
        />
      ) : null}
      <TodayGroup
        title={texts.waiting}
        empty={texts.noneWaiting}
        appointments={having("arrived").toSorted((one, other) =>
          (one.arrivedAt ?? "").localeCompare(other.arrivedAt ?? ""),
        )}
        now={now}
      />
      <TodayGroup
        title={texts.expected}
        empty={texts.noneExpected}
        appointments={having("pending", "booked")}
        now={now}
      />
      <TodayGroup
        title={texts.over}
        empty={texts.noneOver}
        appointments={having("fulfilled", "noshow")}
        now={now}
      />
    </Stack>
  );
}

/** Today's appointments by the practice's calendar, read again after a change. */
function useToday() {
  const { dateOf } = usePracticeTime();
  const today = dateOf(new Date().toISOString());
  const days = { from: today, to: today };
  const list = useInfiniteQuery(
    api.appointment.list.infiniteQueryOptions({ ...days, limit: 200 }, { ...nextPage, staleTime: 0 }),
  );
  useReadWhenChanged(days, list.refetch);
  return list;
}
