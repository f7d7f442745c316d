import { PasswordInput, type PasswordInputProps } from "@mantine/core";
import { useDeferredValue, useState } from "react";
import { lazyExtra } from "../../../../../kit/connection/load-code.ts";
import { ErrorBoundary } from "../../../../../kit/notice/error-boundary.tsx";
import { texts as accessTexts } from "../../../../../session/reauthentication/texts.en.ts";
import type { KnownNames } from "./password-advice.tsx";

const PasswordAdvice = lazyExtra(() => import("./password-advice.tsx"), "PasswordAdvice");

/** Shorter passwords are refused for their length, without advice. */
const shortest = 8;

type NewPasswordInputProps = PasswordInputProps & {
  /** Names that the form knows. Read while typing. */
  names?: () => KnownNames;
};

/** A new password is typed once, as it can be shown. Advice appears while typing. */
export function NewPasswordInput({ names, onChange, ...props }: NewPasswordInputProps) {
  const [typed, setTyped] = useState("");
  const judged = useDeferredValue(typed);
  return (
    <div>
      <PasswordInput
        description={accessTexts.newPasswordHint}
        autoComplete="new-password"
        required
        {...props}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          onChange?.(event);
        }}
      />
      <div role="status">
        {judged.length < shortest || props.error ? null : (
          <ErrorBoundary>
            <PasswordAdvice password={judged} names={names?.() ?? {}} />
          </ErrorBoundary>
        )}
      </div>
    </div>
  );
}
