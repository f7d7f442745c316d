import type { InfiniteData, UseInfiniteQueryResult } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { QueryStates } from "../../kit/page/query-states.tsx";
import { TextButton } from "../../kit/theme/plain-button.tsx";
import { type About, entriesOf, type Version } from "./entry.ts";
import type { Fact } from "./facts.ts";
import { Timeline, TimelineSkeleton } from "./timeline.tsx";

/** Renders the history on request: reading it is audited. */
export function HistoryOnRequest({ label, children }: { label: string; children: ReactNode }) {
  const [isShown, setShown] = useState(false);
  if (isShown) return children;
  return <TextButton label={label} onClick={() => setShown(true)} style={{ alignSelf: "start" }} />;
}

type VersionsProps<Value> = Omit<About<Value>, "facts"> & {
  query: UseInfiniteQueryResult<InfiniteData<{ items: Version<Value>[] }>, unknown>;
  label: string;
  factsOf: (versions: readonly Version<Value>[]) => readonly Fact<Value>[];
};

export const Versions = <Value,>({ query, label, factsOf, ...about }: VersionsProps<Value>) => (
  <section aria-label={label}>
    <QueryStates query={query} skeleton={<TimelineSkeleton />}>
      {({ pages }) => {
        const versions = pages.flatMap(({ items }) => items);
        return (
          <Timeline entries={entriesOf(versions, { ...about, facts: factsOf(versions) })} more={query} />
        );
      }}
    </QueryStates>
  </section>
);
