import { ActionIcon, TextInput, type TextInputProps } from "@mantine/core";
import { IconCalendar } from "@tabler/icons-react";
import { type ReactNode, useState } from "react";
import { commonTexts } from "../../words/common/common.ts";
import { formatDate } from "../../words/format/format.ts";
import { lazyPart } from "../connection/load-code.ts";
import { date as texts } from "./texts.en.ts";
import { shownAs, typedBirth, typedDay, typedPartialDate } from "./typed-date.ts";
import { formatMoment, formatTimeOfDay, typedMoment, typedMonth, typedTime } from "./typed-time.ts";

const readings = {
  birth: typedBirth,
  day: typedDay,
  month: typedMonth,
  partial: typedPartialDate,
  time: typedTime,
} as const;
/** The field can also open a calendar. */
const isPicked = { birth: false, day: true, month: true, moment: true, partial: true, time: false };

const DatePicker = lazyPart(() => import("./picker/date-picker.tsx"), "DatePicker");

const exampleDay = formatDate("1980-02-29");
const exampleMoment = formatMoment("1980-02-29T14:30");
const unreadTexts: Partial<Record<string, string>> = {
  moment: texts.isUnread(exampleMoment),
  month: texts.isNoMonth(typedMonth("1980-02").shown),
  time: texts.isNoTime(formatTimeOfDay("14:30")),
};

export type DateFieldProps = Omit<
  TextInputProps,
  "value" | "defaultValue" | "onChange" | "rightSection" | "description"
> & {
  /** `partial`: a month or a year is allowed. `moment`: date and time. `time`: a time of day. Default: a day. */
  is?: keyof typeof readings | "moment";
  /** `YYYY-MM-DD`, `YYYY-MM-DDTHH:MM` (moment) or `HH:MM` (time). Text that cannot be parsed stays as typed. */
  value?: string;
  defaultValue?: string;
  onChange?: (value: string) => void;
  /** Replaces the error while the text is no date. */
  unread?: string;
  /** Shown in an empty field. Null: nothing. */
  hint?: ReactNode;
  /** The day of a time without a date. Default: today, for the user. */
  today?: string;
};

/** A date, typed in the region's order or chosen in a calendar. */
export function DateField({
  is = "day",
  value,
  defaultValue = "",
  onChange,
  unread = unreadTexts[is] ?? texts.isUnread(exampleDay),
  hint = is === "time" ? null : texts.hint(exampleDay),
  today,
  error,
  ...props
}: DateFieldProps) {
  const read = (typed: string) =>
    is === "moment" ? typedMoment(typed, undefined, today) : readings[is](typed);
  const [text, setText] = useState(() => shownAs(value ?? defaultValue, read));
  // The value can also change without typing, such as by a button.
  if (value !== undefined && read(text).value !== value) setText(shownAs(value, read));
  const { value: date, isDate, shown, others } = read(text);
  const [isOpen, setOpen] = useState(false);
  const change = (typed: string) => {
    setText(typed);
    onChange?.(read(typed).value);
  };
  const time = is === "moment" && isDate ? date.slice(10) : "";
  const choose = (day: string) =>
    change(is === "moment" && !isDate ? `${formatDate(day)} ` : shownAs(`${day}${time}`, read));
  const isEmpty = text.trim() === "";
  const problem =
    isEmpty && props.required
      ? commonTexts.required
      : !isEmpty && !isDate && is !== "partial"
        ? unread
        : error;
  return (
    <TextInput
      {...props}
      description={
        isDate && (is === "birth" || text.trim() !== shown) ? (
          <>
            {texts.understood(shown, others)}
            {is === "moment" && hint ? <> · {hint}</> : null}
          </>
        ) : (
          hint
        )
      }
      inputWrapperOrder={below}
      value={text}
      onChange={({ currentTarget }) => change(currentTarget.value)}
      error={error && problem}
      rightSection={
        isPicked[is] ? (
          <>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={texts.choose}
              aria-expanded={isOpen}
              onClick={() => setOpen(true)}
            >
              <IconCalendar size={18} aria-hidden />
            </ActionIcon>
            {isOpen ? (
              <DatePicker
                value={isDate ? date.slice(0, 10) : ""}
                unit={is === "month" ? "month" : "day"}
                onChoose={choose}
                onClose={() => setOpen(false)}
              />
            ) : null}
          </>
        ) : null
      }
    />
  );
}

const below: ("label" | "input" | "description" | "error")[] = ["label", "input", "description", "error"];
