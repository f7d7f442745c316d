import type { DoctorId, Encounter } from "@caretype/client";
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

/** Names of doctors, by id. */
type Names = ReadonlyMap<DoctorId, string>;

/** A change of the doctor holds only the id of the one before, whose name is in that version. */
const namesIn = (records: readonly (Partial<Encounter> | null)[]): Names =>
  new Map(
    records.flatMap((record) =>
      record?.doctorId && record.doctorName ? [[record.doctorId, record.doctorName] as const] : [],
    ),
  );

const factsFor = ({ dayAndTime }: PracticeTime, names: Names): Fact<Encounter>[] => {
  const moment = (instant: string | null | undefined) => (instant ? dayAndTime(instant) : null);
  const { fields } = texts;
  return [
    { name: "status", label: fields.status, text: ({ status }) => (status ? texts.statuses[status] : null) },
    { name: "class", label: fields.class, text: (each) => (each.class ? texts.classes[each.class] : null) },
    {
      name: "doctorId",
      label: fields.doctor,
      text: ({ doctorId }) => (doctorId && names.get(doctorId)) || null,
    },
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
  const practice = usePracticeTime();
  const query = useInfiniteQuery(api.encounter.history.infiniteQueryOptions({ id, limit: 50 }, nextPage));
  return (
    <section aria-label={texts.history}>
      <QueryStates query={query} skeleton={<TimelineSkeleton />}>
        {({ pages }) => {
          const versions = pages.flatMap(({ items }) => items);
          const facts = factsFor(practice, namesIn(versions.map(({ record }) => record)));
          return (
            <Timeline
              entries={entriesOf(versions, { id, words: texts.versions, facts })}
              more={
                query.hasNextPage
                  ? { load: () => void query.fetchNextPage(), isLoading: query.isFetchingNextPage }
                  : null
              }
            />
          );
        }}
      </QueryStates>
    </section>
  );
}
