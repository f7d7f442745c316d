import { PasswordInput, type PasswordInputProps } from "@mantine/core";
import { CatchBoundary } from "@tanstack/react-router";
import { Suspense, useDeferredValue, useState } from "react";
import { lazyExtra } from "../../shell/connection/load-code.ts";
import type { KnownNames } from "./password-advice.tsx";

const PasswordAdvice = lazyExtra(() => import("./password-advice.tsx"), "PasswordAdvice");

/** What is shorter is refused for that. */
const shortest = 8;

type NewPasswordInputProps = PasswordInputProps & {
  /** What the form knows the account by, asked for while somebody types. */
  names?: () => KnownNames;
};

/** It can be shown, so it is typed once. While it is typed it says what would be better. */
export function NewPasswordInput({ names, onChange, ...props }: NewPasswordInputProps) {
  const [typed, setTyped] = useState("");
  const judged = useDeferredValue(typed);
  return (
    <div>
      <PasswordInput
        description="8 to 128 characters that are hard to guess. A few words that do not belong together are good."
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
          <CatchBoundary getResetKey={() => 0} errorComponent={() => null}>
            <Suspense fallback={null}>
              <PasswordAdvice password={judged} names={names?.() ?? {}} />
            </Suspense>
          </CatchBoundary>
        )}
      </div>
    </div>
  );
}
