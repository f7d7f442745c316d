import { isErrorCode } from "@caretype/client";
import { Alert, Button, Group, Skeleton, Stack, Text, ThemeIcon, Title } from "@mantine/core";
import {
  IconArrowBackUp,
  IconArrowMerge,
  IconArrowsSplit,
  IconPencil,
  IconPlus,
  IconTrash,
} from "@tabler/icons-react";
import { useState } from "react";
import { useSingleMutation } from "../../kit/behavior/use-single-mutation.ts";
import { Dialog } from "../../kit/dialog/dialog.tsx";
import { focusHeading } from "../../kit/focus/page-focus.tsx";
import { FormButtons } from "../../kit/form/form-frame.tsx";
import { ErrorNotice } from "../../kit/notice/error-notice.tsx";
import { MoreButton, type Pages } from "../../kit/section/paged-list.tsx";
import { Dimmed } from "../../kit/theme/dimmed.tsx";
import { commonTexts } from "../../words/common/common.ts";
import { formatDayOf, formatInstant, formatTime } from "../../words/format/format.ts";
import { Name, NameIn } from "../../words/format/name.tsx";
import { AsItWas, useLastShown } from "./as-it-was.tsx";
import { Changes } from "./changes.tsx";
import type { TimelineEntry } from "./entry.ts";
import { texts as historyTexts, revertDialog as texts } from "./texts.en.ts";
import classes from "./timeline.module.css";

const small = { size: "compact-sm", variant: "subtle" } as const;

type TimelineProps = {
  /** Newest first. */
  entries: readonly TimelineEntry[];
  /** The query that has older entries; null if there are none. */
  more: Pages | null;
};

/**
 * The history of a record, by day in the reader's time zone.
 * Entries can be viewed and reverted to. `entriesOf` converts the API's versions.
 *
 * @example
 * <Timeline entries={entriesOf(versions, { id, facts: doctorFacts, words, current: doctor, revertTo })} more={query} />
 */
export function Timeline({ entries, more }: TimelineProps) {
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
        <MoreButton query={more} label={historyTexts.showOlder} size="sm" style={{ alignSelf: "start" }} />
      ) : null}
      <AsItWas shown={find(shownId)} onClose={() => setShownId(null)} />
      <RevertDialog entry={find(revertedId)} onClose={() => setRevertedId(null)} />
    </Stack>
  );
}

export const TimelineSkeleton = () => (
  <Stack gap="sm" role="status" aria-label={commonTexts.loading} aria-busy>
    <Skeleton h={20} w={220} />
    <Skeleton h={88} />
    <Skeleton h={88} />
    <Skeleton h={88} />
  </Stack>
);

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

type RevertDialogProps = {
  /** Null closes the dialog. */
  entry: TimelineEntry | null;
  onClose: () => void;
};

/** Asks before reverting to an earlier version, and shows the changes. */
function RevertDialog({ entry, onClose }: RevertDialogProps) {
  const last = useLastShown(entry);
  const revert = useSingleMutation({
    mutationFn: async () => entry?.revert?.run(),
    onSuccess: () => {
      // The button that opened the dialog disappears, so focus the heading.
      focusHeading({ preventScroll: true });
      onClose();
    },
  });
  const close = () => {
    revert.reset();
    onClose();
  };
  return (
    <Dialog opened={entry !== null} onClose={close} title={texts.title} size="lg">
      <Stack>
        {last ? <WhatChanges entry={last} /> : null}
        {revert.isError ? <Refusal error={revert.error} /> : null}
        <FormButtons
          onCancel={close}
          isCancelFocused
          submitLabel={texts.submit}
          onConfirm={() => revert.mutate()}
          isPending={revert.isPending}
          isDisabled={!entry?.revert}
        />
      </Stack>
    </Dialog>
  );
}

function WhatChanges({ entry: { at, revert } }: { entry: TimelineEntry }) {
  if (!revert) return <Text>{texts.isSame}</Text>;
  return (
    <>
      <Text size="sm">{texts.explanation(formatInstant(at))}</Text>
      <Changes changes={revert.changes} />
    </>
  );
}

function Refusal({ error }: { error: unknown }) {
  if (!isErrorCode(error, "STALE_VERSION")) return <ErrorNotice error={error} />;
  return (
    <Alert color="yellow" role="alert" title={texts.isStale}>
      {texts.review}
    </Alert>
  );
}

const icons = {
  created: IconPlus,
  updated: IconPencil,
  removed: IconTrash,
  restored: IconArrowBackUp,
  merged: IconArrowMerge,
  separated: IconArrowsSplit,
};

type TimelineItemProps = { entry: TimelineEntry; onShow: () => void; onRevert: () => void };

function TimelineItem({ entry, onShow, onRevert }: TimelineItemProps) {
  const { at, who, what, about, heading, operation, changes, note, past, revert, action } = entry;
  const Icon = icons[operation];
  const time = formatTime(at);
  return (
    <li className={classes.entry}>
      <ThemeIcon variant="light" radius="xl" size={28} className={classes.icon} aria-hidden>
        <Icon size={16} />
      </ThemeIcon>
      <div className={classes.body}>
        <Group gap="xs" justify="space-between" align="baseline">
          <Text fw={600} style={{ overflowWrap: "anywhere" }}>
            {heading ?? (about === undefined ? what : <NameIn text={what} name={about} />)}
          </Text>
          <Dimmed>
            <time dateTime={at}>{time}</time> · <Name>{who ?? historyTexts.somebodyElsewhere}</Name>
          </Dimmed>
        </Group>
        {changes.length > 0 ? <Changes changes={changes} isNew={operation === "created"} /> : null}
        {note ? <Dimmed>{note}</Dimmed> : null}
        {past || revert || action ? (
          <Group gap="xs" mt={4}>
            {past ? (
              // The visible label repeats, so screen readers also get the entry and its time.
              <Button {...small} onClick={onShow} aria-label={historyTexts.viewOf(what, time)}>
                {historyTexts.view}
              </Button>
            ) : null}
            {revert ? (
              <Button {...small} onClick={onRevert} aria-label={historyTexts.revertOf(what, time)}>
                {historyTexts.revert}
              </Button>
            ) : null}
            {action}
          </Group>
        ) : null}
      </div>
    </li>
  );
}
