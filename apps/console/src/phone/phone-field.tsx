import { phoneProblem, withPlainDigits } from "@caretype/api/field/phone-number";
import { Text, TextInput, type TextInputProps } from "@mantine/core";
import { type ChangeEvent, useState } from "react";

type PhoneFieldProps = Omit<TextInputProps, "type"> & {
  onChange?: (event: ChangeEvent<HTMLInputElement>) => void;
};

/** For a telephone number; what has no digits is warned of while it is typed. */
export function PhoneField({ onChange, error, ...props }: PhoneFieldProps) {
  const [isWarning, setWarning] = useState(false);
  return (
    <TextInput
      {...props}
      type="tel"
      error={error}
      description={
        <Text span inherit role="status" c="var(--mantine-color-text)">
          {isWarning && !error ? "This has no digits: it is no number that can be called" : ""}
        </Text>
      }
      inputWrapperOrder={["label", "input", "description", "error"]}
      onChange={(event) => {
        setWarning(hasNoDigits(event.currentTarget.value));
        onChange?.(event);
      }}
    />
  );
}

/** Of a + or a bracket the digits are still to come. */
function hasNoDigits(text: string): boolean {
  const typed = withPlainDigits(text);
  return /\p{L}/u.test(typed) && !/\d/.test(typed) && phoneProblem(typed) !== null;
}
