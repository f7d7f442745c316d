import { ActionIcon, Button, Group, NativeSelect, SegmentedControl, Switch, TextInput } from "@mantine/core";
import { IconChevronLeft, IconChevronRight } from "@tabler/icons-react";
import { iconKeyProps } from "../../kit/keys/key-props.ts";
import { texts } from "../../records/appointment/details/texts.en.ts";
import { addDays } from "../../session/practice-time/practice-time.ts";
import { type CalendarChoice, groupings, views, zooms } from "./choice.ts";

type ToolbarProps = {
  choice: CalendarChoice;
  choose: (change: Partial<CalendarChoice>) => void;
  day: string;
  today: string;
  onDay: (day: string) => void;
  /** Whether there is a grid to zoom. */
  isGrid: boolean;
};

/** Which days, and how they are shown. */
export function Toolbar({ choice, choose, day, today, onDay, isGrid }: ToolbarProps) {
  const { view, by, zoom, withCancelled } = choice;
  const step = view === "day" ? 1 : 7;
  return (
    <Group gap="sm" align="end">
      <Group gap={4}>
        <Button variant="default" onClick={() => onDay(today)}>
          {texts.today}
        </Button>
        <ActionIcon
          variant="default"
          size={36}
          onClick={() => onDay(addDays(day, -step))}
          {...iconKeyProps("previous", texts.previous)}
        >
          <IconChevronLeft size={18} aria-hidden />
        </ActionIcon>
        <ActionIcon
          variant="default"
          size={36}
          onClick={() => onDay(addDays(day, step))}
          {...iconKeyProps("next", texts.next)}
        >
          <IconChevronRight size={18} aria-hidden />
        </ActionIcon>
      </Group>
      <TextInput
        type="date"
        // Beside the buttons, also on a telephone.
        flex="1 1 8.25rem"
        maw="10rem"
        aria-label={texts.day}
        value={day}
        onChange={({ currentTarget: { value } }) => value && onDay(value)}
      />
      <SegmentedControl
        aria-label={texts.view}
        data={views.map((value) => ({ value, label: texts.views[value] }))}
        value={view}
        onChange={(next) => choose({ view: next })}
      />
      <SegmentedControl
        aria-label={texts.by}
        data={groupings.map((value) => ({ value, label: texts.groupings[value] }))}
        value={by}
        onChange={(next) => choose({ by: next })}
      />
      {isGrid ? (
        <NativeSelect
          aria-label={texts.zoom}
          data={zooms.map((value) => ({ value: String(value), label: texts.minutes(value) }))}
          value={String(zoom)}
          onChange={({ currentTarget: { value } }) =>
            choose({ zoom: zooms.find((known) => String(known) === value) ?? zoom })
          }
        />
      ) : null}
      <Switch
        label={texts.withCancelled}
        checked={withCancelled}
        onChange={({ currentTarget: { checked } }) => choose({ withCancelled: checked })}
        mb={8}
      />
    </Group>
  );
}
