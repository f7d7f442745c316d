import type { ModalProps } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { Dialog } from "../../kit/dialog/dialog.tsx";
import { UnsavedChanges } from "./unsaved-changes.tsx";

type AskingDialogProps = {
  title: ReactNode;
  size?: ModalProps["size"];
  /** Shown beside the content, on a page with a place for it. */
  isBeside?: boolean;
  /** Whether closing would lose input. */
  isAtRisk: () => boolean;
  isSaving: boolean;
  onClose: () => void;
  /** Gets a function that closes, or asks first. */
  children: (close: () => void) => ReactNode;
};

/** A form above the page, which asks before it closes with unsaved input. */
export function AskingDialog({ isAtRisk, isSaving, onClose, children, ...dialog }: AskingDialogProps) {
  const [isAsking, setAsking] = useState(false);
  const close = () => (isAtRisk() ? setAsking(true) : onClose());
  return (
    <>
      <Dialog onClose={close} closeOnClickOutside={false} {...dialog}>
        {children(close)}
      </Dialog>
      <UnsavedChanges
        blocker={{ status: isAsking ? "blocked" : "idle", proceed: onClose, reset: () => setAsking(false) }}
        isSaving={isSaving}
      />
    </>
  );
}
