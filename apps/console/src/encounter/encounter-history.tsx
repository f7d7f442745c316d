import type { Encounter } from "@caretype/client";
import { Button } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../api.ts";
import { type PracticeTime, usePracticeTime } from "../appointment/practice-time.ts";
import { entriesOf } from "../history/entry.ts";
import type { Fact } from "../history/facts.ts";
import { Timeline, TimelineSkeleton } from "../history/timeline.tsx";
import { QueryStates } from "../shell/page/query-states.tsx";
import { nextPage } from "../shell/section/next-page.ts";
import { encounterTexts as texts } from "../texts/encounter.ts";

const factsFor = ({ dayAndTime }: PracticeTime): Fact<Encounter>[] => {
  const moment = (instant: string | null | undefined) => (instant ? dayAndTime(instant) : null);
  const { fields } = texts;
  return [
    { name: "status", label: fields.status, text: ({ status }) => (status ? texts.statuses[status] : null) },
    { name: "class", label: fields.class, text: (each) => (each.class ? texts.classes[each.class] : null) },
    { name: "doctorId", label: fields.doctor, text: ({ doctorName }) => doctorName ?? null },
    { name: "reason", label: fields.reason, text: ({ reason }) => reason?.text ?? null },
    { name: "startedAt", label: fields.startedAt, text: ({ startedAt }) => moment(startedAt) },
    { name: "endedAt", label: fields.endedAt, text: ({ endedAt }) => moment(endedAt) },
    { name: "lockedAt", label: fields.lockedAt, text: ({ lockedAt }) => moment(lockedAt), isRare: true },
    {
      name: "cancellationReason",
      label: fields.cancellation,
      text: (each) => each.cancellationReason ?? null,
      isRare: true,
    },
    {
      name: "errorReason",
      label: fields.error,
      text: ({ errorReason }) => errorReason ?? null,
      isRare: true,
    },
  ];
};

/** Earlier versions, on request: reading them is audited. */
export function EncounterHistory({ encounter }: { encounter: Encounter }) {
  const [isShown, setShown] = useState(false);
  if (isShown) return <Versions encounter={encounter} />;
  return (
    <Button variant="subtle" size="compact-sm" onClick={() => setShown(true)} style={{ alignSelf: "start" }}>
      {texts.history}
    </Button>
  );
}

function Versions({ encounter: { id } }: { encounter: Encounter }) {
  const facts = factsFor(usePracticeTime());
  const query = useInfiniteQuery(api.encounter.history.infiniteQueryOptions({ id, limit: 50 }, nextPage));
  return (
    <section aria-label={texts.history}>
      <QueryStates query={query} skeleton={<TimelineSkeleton />}>
        {({ pages }) => (
          <Timeline
            entries={entriesOf(
              pages.flatMap(({ items }) => items),
              { id, words: texts.versions, facts },
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
