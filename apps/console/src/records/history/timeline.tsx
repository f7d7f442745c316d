import { isErrorCode } from "@caretype/client";
import { Alert, Group, Skeleton, Stack, Text, ThemeIcon, Title } from "@mantine/core";
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
import { TextButton } from "../../kit/theme/plain-button.tsx";
import { commonTexts } from "../../words/common/common.ts";
import { formatDayOf, formatInstant, formatTime } from "../../words/format/format.ts";
import { Name, NameIn } from "../../words/format/name.tsx";
import { AsItWas } from "./as-it-was.tsx";
import { Changes } from "./changes.tsx";
import type { TimelineEntry } from "./entry.ts";
import { texts as historyTexts, revertDialog as texts } from "./texts.en.ts";
import classes from "./timeline.module.css";

type TimelineProps = {
  /** Newest first. */
  entries: readonly TimelineEntry[];
  /** The query that has older entries; null if there are none. */
  more: Pages | null;
};

/**
 * The history of a record, by day in the user's time zone. Entries can be viewed and reverted to. `entriesOf`
 * converts the API's versions.
 * @example
 * <Timeline entries={entriesOf(versions, { id, facts: doctorFacts, words, current: doctor, revertTo })} more={query} />
 */
export function Timeline({ entries, more }: TimelineProps) {
  const [asked, ask] = useState<{ what: "show" | "revert"; id: string } | null>(null);
  const found = entries.find(({ id }) => id === asked?.id);
  const close = () => ask(null);
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
                onShow={() => ask({ what: "show", id: entry.id })}
                onRevert={() => ask({ what: "revert", id: entry.id })}
              />
            ))}
          </ol>
        </section>
      ))}
      {entries.length === 0 ? <Text c="dimmed">{historyTexts.empty}</Text> : null}
      {more ? (
        <MoreButton query={more} label={historyTexts.showOlder} size="sm" style={{ alignSelf: "start" }} />
      ) : null}
      {found && asked?.what === "show" ? <AsItWas shown={found} onClose={close} /> : null}
      {found && asked?.what === "revert" ? <RevertDialog entry={found} onClose={close} /> : null}
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

type RevertDialogProps = { entry: TimelineEntry; onClose: () => void };

/** Asks before reverting to an earlier version, and shows the changes. */
function RevertDialog({ entry: { at, revert: change }, onClose }: RevertDialogProps) {
  const revert = useSingleMutation({
    mutationFn: async () => change?.run(),
    onSuccess: () => {
      // The button that opened the dialog disappears, so focus the heading.
      focusHeading({ preventScroll: true });
      onClose();
    },
  });
  return (
    <Dialog onClose={onClose} title={texts.title} size="lg">
      <Stack>
        <Text size={change ? "sm" : undefined}>
          {change ? texts.explanation(formatInstant(at)) : texts.isSame}
        </Text>
        {change ? <Changes changes={change.changes} /> : null}
        {revert.isError ? <Refusal error={revert.error} /> : null}
        <FormButtons
          onCancel={onClose}
          isCancelFocused
          submitLabel={texts.submit}
          onConfirm={() => revert.mutate()}
          isPending={revert.isPending}
          isDisabled={!change}
        />
      </Stack>
    </Dialog>
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
              <TextButton label={historyTexts.view} name={historyTexts.viewOf(what, time)} onClick={onShow} />
            ) : null}
            {revert ? (
              <TextButton
                label={historyTexts.revert}
                name={historyTexts.revertOf(what, time)}
                onClick={onRevert}
              />
            ) : null}
            {action}
          </Group>
        ) : null}
      </div>
    </li>
  );
}
