import { Button, Group, Text, ThemeIcon } from "@mantine/core";
import {
  IconArrowBackUp,
  IconArrowMerge,
  IconArrowsSplit,
  IconPencil,
  IconPlus,
  IconTrash,
} from "@tabler/icons-react";
import { formatTime } from "../../words/format/format.ts";
import { Name, NameIn } from "../../words/format/name.tsx";
import { Changes } from "./changes.tsx";
import type { TimelineEntry } from "./entry.ts";
import { texts as historyTexts } from "./texts.en.ts";
import classes from "./timeline.module.css";

const icons = {
  created: IconPlus,
  updated: IconPencil,
  removed: IconTrash,
  restored: IconArrowBackUp,
  merged: IconArrowMerge,
  separated: IconArrowsSplit,
};

type TimelineItemProps = { entry: TimelineEntry; onShow: () => void; onRevert: () => void };

export function TimelineItem({ entry, onShow, onRevert }: TimelineItemProps) {
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
          <Text size="sm" c="dimmed">
            <time dateTime={at}>{time}</time> · <Name>{who ?? historyTexts.somebodyElsewhere}</Name>
          </Text>
        </Group>
        {changes.length > 0 ? <Changes changes={changes} isNew={operation === "created"} /> : null}
        {note ? (
          <Text size="sm" c="dimmed">
            {note}
          </Text>
        ) : null}
        {past || revert || action ? (
          <Group gap="xs" mt={4}>
            {past ? (
              <Button
                size="compact-sm"
                variant="subtle"
                onClick={onShow}
                // The visible label repeats, so screen readers also get the entry and its time.
                aria-label={historyTexts.viewOf(what, time)}
              >
                {historyTexts.view}
              </Button>
            ) : null}
            {revert ? (
              <Button
                size="compact-sm"
                variant="subtle"
                onClick={onRevert}
                aria-label={historyTexts.revertOf(what, time)}
              >
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
