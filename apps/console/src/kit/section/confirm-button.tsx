import type { ButtonProps } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { lazyPart } from "../connection/load-code.ts";
import { SmallButton } from "../theme/plain-button.tsx";

const ConfirmDialog = lazyPart(() => import("./confirm-dialog.tsx"), "ConfirmDialog");

type ConfirmButtonProps = ButtonProps & {
  label: string;
  /** The accessible name; contains the label. */
  name?: string;
  question: ReactNode;
  consequence: ReactNode;
  onConfirm: () => Promise<unknown>;
};

/** A button with a confirmation dialog, which loads when it is first asked for. */
export function ConfirmButton({
  label,
  name = label,
  question,
  consequence,
  onConfirm,
  ...props
}: ConfirmButtonProps) {
  const [state, setState] = useState<"unasked" | "open" | "closed">("unasked");
  return (
    <>
      <SmallButton label={label} name={name} {...props} onClick={() => setState("open")} />
      {state === "unasked" ? null : (
        <ConfirmDialog
          opened={state === "open"}
          onClose={() => setState("closed")}
          label={label}
          question={question}
          consequence={consequence}
          onConfirm={onConfirm}
        />
      )}
    </>
  );
}
