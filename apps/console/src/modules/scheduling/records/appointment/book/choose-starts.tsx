import { Chip, Group, NativeSelect } from "@mantine/core";
import { DateField } from "../../../../../kit/form/date-field.tsx";
import { isDay } from "../../../../../kit/form/typed-date.ts";
import { dateFormat } from "../../../../../words/format/format.ts";
import { weekdayName } from "../../schedule/hours/describe-hours.ts";
import { starts as texts } from "./texts.en.ts";
import type { Starts } from "./use-free-times.ts";

const parts = {
  any: {},
  morning: { startsTo: "11:59" },
  afternoon: { startsFrom: "12:00", startsTo: "16:59" },
  evening: { startsFrom: "17:00" },
} as const satisfies Record<string, Starts>;
type Part = keyof typeof parts;
const partNames = Object.keys(parts).filter((name): name is Part => Object.hasOwn(parts, name));

/** Filters of free slots: first day, weekdays, and time of day. */
export type ChosenStarts = { from: string; weekdays: readonly number[]; part: Part };

/** The filters as sent. Default: any day. */
export const startsOf = ({ weekdays, part }: ChosenStarts): Starts => ({
  ...parts[part],
  ...(weekdays.length > 0 && { weekdays: [...weekdays] }),
});

const shortDay = dateFormat({ weekday: "short", timeZone: "UTC" });
/** 1 January 2024 was a Monday. */
const weekdays = [1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, name: shortDay.format(Date.UTC(2024, 0, day)) }));

type ChooseStartsProps = { starts: ChosenStarts; onChange: (starts: ChosenStarts) => void };

export const ChooseStarts = ({ starts, onChange }: ChooseStartsProps) => (
  <Group gap="sm" align="end">
    <DateField
      size="xs"
      w={130}
      label={texts.from}
      hint={null}
      value={starts.from}
      error={starts.from !== "" && !isDay(starts.from)}
      onChange={(from) => onChange({ ...starts, from })}
    />
    <NativeSelect
      size="xs"
      label={texts.part}
      data={partNames.map((value) => ({ value, label: texts.parts[value] }))}
      value={starts.part}
      onChange={({ currentTarget: { value } }) =>
        onChange({ ...starts, part: partNames.find((name) => name === value) ?? "any" })
      }
    />
    <Chip.Group
      multiple
      value={starts.weekdays.map(String)}
      onChange={(days) => onChange({ ...starts, weekdays: days.map(Number) })}
    >
      <Group gap={4} role="group" aria-label={texts.weekdays}>
        {weekdays.map(({ day, name }) => (
          <Chip
            key={day}
            value={String(day)}
            size="xs"
            variant="outline"
            aria-label={weekdayName(day)}
            // All weekdays fit into one line beside a page.
            style={{ "--chip-padding": "8px" }}
          >
            {name}
          </Chip>
        ))}
      </Group>
    </Chip.Group>
  </Group>
);
