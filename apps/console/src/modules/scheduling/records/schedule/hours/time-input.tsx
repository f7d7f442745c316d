import { DateField, type DateFieldProps } from "../../../../../kit/form/date-field.tsx";

type TimeInputProps = Omit<DateFieldProps, "is"> & {
  /** The end of hours, where midnight is 24:00. */
  isEnd?: boolean;
};

export const TimeInput = ({ isEnd = false, value, onChange, ...props }: TimeInputProps) => (
  <DateField
    is="time"
    w={112}
    {...props}
    value={isEnd && value === "24:00" ? "00:00" : value}
    onChange={(time) => onChange?.(isEnd && time === "00:00" ? "24:00" : time)}
  />
);
