import { TextInput } from "@mantine/core";
import type { ReactNode } from "react";

type TimeInputProps = {
  label: string;
  /** Shows the label, instead of only naming the field for screen readers. */
  isLabelShown?: boolean;
  path: string;
  error: ReactNode;
  /** Empty: none. */
  value: string;
  /** The end of hours. Browsers have no 24:00, so midnight is 00:00 there. */
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
  <TextInput
    type="time"
    {...(isLabelShown ? { label } : { "aria-label": label })}
    data-path={path}
    error={error}
    value={isEnd && value === "24:00" ? "00:00" : value}
    onChange={({ currentTarget }) =>
      onChange(isEnd && currentTarget.value === "00:00" ? "24:00" : currentTarget.value)
    }
  />
);
