import { Modal, type ModalProps } from "@mantine/core";
import { type FocusEvent, use, useEffect, useRef } from "react";
import { commonTexts } from "../../words/common/common.ts";
import { Beside, BesideHost } from "./beside.tsx";
import { useOpenDialog } from "./use-open-dialog.ts";

type DialogProps = Omit<ModalProps, "opened" | "returnFocus"> & {
  opened?: boolean;
  /** Shown beside the content, on a page with a place for it. */
  isBeside?: boolean;
};

/** Mantine's modal, but it always returns the focus, and Escape closes only the topmost dialog. */
export function Dialog({ isBeside = false, ...props }: DialogProps) {
  const host = use(BesideHost);
  return isBeside && host ? <Beside host={host} {...props} /> : <ModalDialog {...props} />;
}

function ModalDialog({ opened = true, closeOnEscape = true, ...rest }: Omit<DialogProps, "isBeside">) {
  const root = useOpenDialog(opened, () => {
    if (closeOnEscape) rest.onClose();
  });
  const onFocusCapture = useBeginning(opened);
  return (
    <Modal
      // A leftover transform would clip dropdowns, which have a fixed position.
      transitionProps={{ transition: "fade" }}
      closeButtonProps={{ "aria-label": commonTexts.close }}
      styles={{
        title: { overflowWrap: "anywhere", minWidth: 0 },
        content: { background: "var(--surface-raised)" },
        header: { background: "var(--surface-raised)" },
      }}
      {...rest}
      onFocusCapture={onFocusCapture}
      ref={root}
      opened={opened}
      inert={!opened}
      closeOnEscape={false}
      returnFocus={false}
    />
  );
}

const field = ["input:not([type=hidden])", "select", "textarea"].join();
const mark = "data-autofocus";

/**
 * Focuses the first field, not the close button. Mantine focuses the marked element again a little later, so mark the
 * focused one: otherwise it would undo keys pressed meanwhile, such as Tab.
 */
function useBeginning(opened: boolean) {
  const hasBegun = useRef(false);
  useEffect(() => {
    if (!opened) hasBegun.current = false;
  }, [opened]);
  return ({ currentTarget, target }: FocusEvent<HTMLElement>) => {
    // In React's tree, a dialog above this one is its child.
    if (!currentTarget.contains(target)) return;
    const first = hasBegun.current ? null : currentTarget.querySelector<HTMLElement>(field);
    const isAtCross = target.matches(".mantine-Modal-close");
    hasBegun.current = true;
    if (isAtCross && first) return first.focus({ preventScroll: true });
    for (const other of currentTarget.querySelectorAll(`[${mark}]`)) other.removeAttribute(mark);
    target.setAttribute(mark, "true");
  };
}
