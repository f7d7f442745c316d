import type { ButtonProps } from "@mantine/core";
import { useState } from "react";
import { lazyPart } from "../connection/load-code.ts";
import { SmallButton } from "../theme/plain-button.tsx";
import type { ConfirmDialogProps } from "./confirm-dialog.tsx";

const ConfirmDialog = lazyPart(() => import("./confirm-dialog.tsx"), "ConfirmDialog");

type ConfirmButtonProps = ButtonProps &
  Pick<ConfirmDialogProps, "label" | "question" | "consequence" | "onConfirm"> & {
    /** The accessible name; contains the label. */
    name?: string;
  };

/** A button with a confirmation dialog, which loads on demand. */
export function ConfirmButton({
  label,
  name,
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
          {...{ label, question, consequence, onConfirm }}
          opened={state === "open"}
          onClose={() => setState("closed")}
        />
      )}
    </>
  );
}
