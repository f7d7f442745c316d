import { Button, Skeleton, Stack, Text, Title } from "@mantine/core";
import { useState } from "react";
import { formatDayOf } from "../shell/text/format.ts";
import { AsItWas } from "./as-it-was.tsx";
import type { TimelineEntry } from "./entry.ts";
import { RevertDialog } from "./revert-dialog.tsx";
import classes from "./timeline.module.css";
import { TimelineItem } from "./timeline-item.tsx";

type TimelineProps = {
  /** The newest first. */
  entries: readonly TimelineEntry[];
  /** What happened before these can be asked for. */
  more?: { load: () => void; isLoading: boolean } | null;
};

/**
 * What happened to a record, and who did it, by the reader's days; each can be looked at as it was then, and gone back
 * to. `entriesOf` makes entries of what the API answers.
 *
 * @example
 * <Timeline entries={entriesOf(versions, { id, facts: doctorFacts, words, current: doctor, revertTo })} more={more} />
 */
export function Timeline({ entries, more = null }: TimelineProps) {
  const [shownId, setShownId] = useState<string | null>(null);
  const [revertedId, setRevertedId] = useState<string | null>(null);
  const find = (id: string | null) => entries.find((entry) => entry.id === id) ?? null;
  return (
    <Stack gap="lg">
      {byDay(entries).map(({ day, entries: ofDay }) => (
        <section key={day} aria-label={day}>
          <Title order={3} size="h6" mb="xs">
            {day}
          </Title>
          <ol className={classes.entries}>
            {ofDay.map((entry) => (
              <TimelineItem
                key={entry.id}
                entry={entry}
                onShow={() => setShownId(entry.id)}
                onRevert={() => setRevertedId(entry.id)}
              />
            ))}
          </ol>
        </section>
      ))}
      {entries.length === 0 ? <Text c="dimmed">Nothing is known of what happened.</Text> : null}
      {more ? (
        <Button variant="default" onClick={more.load} loading={more.isLoading} style={{ alignSelf: "start" }}>
          Show what was before
        </Button>
      ) : null}
      <AsItWas shown={find(shownId)} onClose={() => setShownId(null)} />
      <RevertDialog entry={find(revertedId)} onClose={() => setRevertedId(null)} />
    </Stack>
  );
}

/** In the place of a timeline that is on its way. */
export function TimelineSkeleton() {
  return (
    <Stack gap="sm" role="status" aria-label="Loading" aria-busy>
      <Skeleton h={20} w={220} />
      <Skeleton h={88} />
      <Skeleton h={88} />
      <Skeleton h={88} />
    </Stack>
  );
}

function byDay(entries: readonly TimelineEntry[]) {
  const days: { day: string; entries: TimelineEntry[] }[] = [];
  for (const entry of entries) {
    const day = formatDayOf(entry.at);
    const last = days.at(-1);
    if (last?.day === day) last.entries.push(entry);
    else days.push({ day, entries: [entry] });
  }
  return days;
}
