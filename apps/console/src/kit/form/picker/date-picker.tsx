import "@mantine/dates/styles.css";
import { Box, Popover } from "@mantine/core";
import { DatePicker as DayPicker, type DatePickerProps as DayPickerProps, MonthPicker } from "@mantine/dates";
import { dateFormat, formatDate } from "../../../words/format/format.ts";
import { useOpenDialog } from "../../dialog/use-open-dialog.ts";
import { texts } from "./texts.en.ts";

type DatePickerProps = {
  /** `YYYY-MM-DD`, `YYYY-MM` or empty. */
  value: string;
  /** The chosen value. */
  unit: "day" | "month";
  onChoose: (value: string) => void;
  onClose: () => void;
};

const format = (options: Intl.DateTimeFormatOptions) => {
  const written = dateFormat({ ...options, timeZone: "UTC" });
  return (date: string) => written.format(new Date(`${date.slice(0, 10)}T00:00:00Z`));
};

const common = {
  size: "sm",
  firstDayOfWeek: 1,
  weekendDays: [],
  highlightToday: true,
  ariaLabels: texts,
  getDayAriaLabel: formatDate,
  monthLabelFormat: format({ month: "long", year: "numeric" }),
  weekdayFormat: format({ weekday: "short" }),
  monthsListFormat: format({ month: "short" }),
} satisfies Partial<DayPickerProps>;

/** The open calendar of a `DateField`. */
export function DatePicker({ value, unit, onChoose, onClose }: DatePickerProps) {
  const first = value === "" ? {} : { defaultDate: `${value.slice(0, 7)}-01` };
  const choose = (date: string | null) => {
    if (date !== null) onChoose(date.slice(0, unit === "day" ? 10 : 7));
    onClose();
  };
  const root = useOpenDialog(true, onClose);
  const focused = (date: string) => (date === value ? { "data-autofocus": true } : {});
  return (
    <Popover
      opened
      onChange={(opened) => opened || onClose()}
      position="bottom-end"
      trapFocus
      // Escape closes only the calendar, not the dialog around it.
      closeOnEscape={false}
      // As in the person picker: inside the dialog, but not clipped by it.
      withinPortal={false}
      floatingStrategy="fixed"
      // The calendar's anchor, which is no control.
      withRoles={false}
    >
      <Popover.Target>
        <Box component="span" pos="absolute" inset={0} style={{ pointerEvents: "none" }} />
      </Popover.Target>
      <Popover.Dropdown ref={root} role="dialog" aria-label={texts.label}>
        {unit === "day" ? (
          <DayPicker
            {...common}
            {...first}
            hideOutsideDates
            value={value === "" ? null : value}
            getDayProps={focused}
            onChange={choose}
          />
        ) : (
          <MonthPicker {...common} {...first} value={value === "" ? null : `${value}-01`} onChange={choose} />
        )}
      </Popover.Dropdown>
    </Popover>
  );
}
