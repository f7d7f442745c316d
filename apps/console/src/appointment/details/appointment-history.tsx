import type { Appointment } from "@caretype/client";
import { Button } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../api.ts";
import { entriesOf } from "../../history/entry.ts";
import type { Fact } from "../../history/facts.ts";
import { Timeline, TimelineSkeleton } from "../../history/timeline.tsx";
import { QueryStates } from "../../shell/page/query-states.tsx";
import { nextPage } from "../../shell/section/next-page.ts";
import { calendarTexts } from "../../texts/calendar.ts";
import { type PracticeTime, usePracticeTime } from "../practice-time.ts";

const texts = calendarTexts.details;

const words = {
  created: texts.booked,
  updated: texts.changed,
  removed: texts.removed,
  restored: texts.restored,
};

const factsFor = ({ dayAndTime }: PracticeTime): Fact<Appointment>[] => [
  { name: "startsAt", label: texts.time, text: ({ startsAt }) => (startsAt ? dayAndTime(startsAt) : null) },
  {
    name: "status",
    label: texts.status,
    text: ({ status }) => (status ? calendarTexts.status[status] : null),
  },
  { name: "doctorId", label: texts.doctor, text: ({ doctorName }) => doctorName ?? null },
  { name: "visitTypeId", label: texts.visitType, text: ({ visitTypeName }) => visitTypeName ?? null },
  { name: "roomId", label: texts.room, text: ({ roomName }) => roomName ?? null, isRare: true },
  { name: "reasonForVisit", label: texts.reason, text: (each) => each.reasonForVisit ?? null, isRare: true },
  {
    name: "overrideReason",
    label: texts.override,
    text: (each) => each.overrideReason ?? null,
    isRare: true,
  },
  {
    name: "cancellationReason",
    label: texts.cancellation,
    text: (each) => each.cancellationReason ?? null,
    isRare: true,
  },
];

/** Earlier versions, on request: reading them is audited. */
export function AppointmentHistory({ appointment }: { appointment: Appointment }) {
  const [isShown, setShown] = useState(false);
  if (isShown) return <Versions appointment={appointment} />;
  return (
    <Button variant="subtle" size="compact-sm" onClick={() => setShown(true)} style={{ alignSelf: "start" }}>
      {texts.history}
    </Button>
  );
}

function Versions({ appointment: { id } }: { appointment: Appointment }) {
  const practice = usePracticeTime();
  const query = useInfiniteQuery(api.appointment.history.infiniteQueryOptions({ id, limit: 50 }, nextPage));
  return (
    <section aria-label={texts.history}>
      <QueryStates query={query} skeleton={<TimelineSkeleton />}>
        {({ pages }) => (
          <Timeline
            entries={entriesOf(
              pages.flatMap(({ items }) => items),
              { id, words, facts: factsFor(practice) },
            )}
            more={
              query.hasNextPage
                ? { load: () => void query.fetchNextPage(), isLoading: query.isFetchingNextPage }
                : null
            }
          />
        )}
      </QueryStates>
    </section>
  );
}
