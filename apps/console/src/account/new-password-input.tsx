import { PasswordInput, type PasswordInputProps } from "@mantine/core";

/** It can be shown, so it is typed once. */
export function NewPasswordInput(props: PasswordInputProps) {
  return (
    <PasswordInput
      description="8 to 128 characters, and neither a common password nor your own name or address."
      autoComplete="new-password"
      required
      {...props}
    />
  );
}
