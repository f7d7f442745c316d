import { Button, Skeleton, Stack, Text, Title } from "@mantine/core";
import { useState } from "react";
import { commonTexts } from "../../words/common/common.ts";
import { formatDayOf } from "../../words/format/format.ts";
import { AsItWas } from "./as-it-was.tsx";
import type { TimelineEntry } from "./entry.ts";
import { RevertDialog } from "./revert-dialog.tsx";
import { texts as historyTexts } from "./texts.en.ts";
import classes from "./timeline.module.css";
import { TimelineItem } from "./timeline-item.tsx";

type TimelineProps = {
  /** Newest first. */
  entries: readonly TimelineEntry[];
  /** Loads older entries; null if there are none. */
  more?: { load: () => void; isLoading: boolean } | null;
};

/**
 * The history of a record, by day in the reader's time zone.
 * Entries can be viewed and reverted to. `entriesOf` converts the API's versions.
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
      {entries.length === 0 ? <Text c="dimmed">{historyTexts.empty}</Text> : null}
      {more ? (
        <Button variant="default" onClick={more.load} loading={more.isLoading} style={{ alignSelf: "start" }}>
          {historyTexts.showOlder}
        </Button>
      ) : null}
      <AsItWas shown={find(shownId)} onClose={() => setShownId(null)} />
      <RevertDialog entry={find(revertedId)} onClose={() => setRevertedId(null)} />
    </Stack>
  );
}

/** Placeholder while a timeline loads. */
export function TimelineSkeleton() {
  return (
    <Stack gap="sm" role="status" aria-label={commonTexts.loading} aria-busy>
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
