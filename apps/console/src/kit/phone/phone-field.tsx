import { phoneProblem, withPlainDigits } from "@caretype/core/kernel/field/phone-number";
import { Text, TextInput, type TextInputProps } from "@mantine/core";
import { type ChangeEvent, useState } from "react";
import { commonTexts } from "../../words/common/common.ts";

type PhoneFieldProps = Omit<TextInputProps, "type"> & {
  onChange?: (event: ChangeEvent<HTMLInputElement>) => void;
};

/** A telephone field. Warns while typing if there are no digits. */
export function PhoneField({ onChange, error, ...props }: PhoneFieldProps) {
  const [isWarning, setWarning] = useState(false);
  return (
    <TextInput
      {...props}
      type="tel"
      error={error}
      description={
        <Text span inherit role="status" c="var(--mantine-color-text)">
          {isWarning && !error ? commonTexts.phoneNeedsDigits : ""}
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

/** Allows a leading + or parenthesis. */
function hasNoDigits(text: string): boolean {
  const typed = withPlainDigits(text);
  return /\p{L}/u.test(typed) && !/\d/.test(typed) && phoneProblem(typed) !== null;
}
