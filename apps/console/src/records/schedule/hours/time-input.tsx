import type { ReactNode } from "react";
import { DateField } from "../../../kit/form/date-field.tsx";

type TimeInputProps = {
  label: string;
  /** Shows the label, instead of only naming the field for screen readers. */
  isLabelShown?: boolean;
  path: string;
  error: ReactNode;
  /** Empty: none. */
  value: string;
  /** The end of hours, where midnight is 24:00. */
  isEnd?: boolean;
  onChange: (value: string) => void;
};

export const TimeInput = ({
  label,
  isLabelShown = false,
  path,
  error,
  value,
  isEnd = false,
  onChange,
}: TimeInputProps) => (
  <DateField
    is="time"
    w={112}
    {...(isLabelShown ? { label } : { "aria-label": label })}
    data-path={path}
    error={error}
    value={isEnd && value === "24:00" ? "00:00" : value}
    onChange={(time) => onChange(isEnd && time === "00:00" ? "24:00" : time)}
  />
);
