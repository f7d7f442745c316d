import { Modal, type ModalProps } from "@mantine/core";
import { use } from "react";
import { commonTexts } from "../../words/common/common.ts";
import { Beside, BesideHost } from "./beside.tsx";
import { useOpenDialog } from "./use-open-dialog.ts";

type DialogProps = Omit<ModalProps, "opened" | "returnFocus"> & {
  opened?: boolean;
  /** Shown beside what is read, on a page with a place for it. */
  isBeside?: boolean;
};

/** Mantine's modal, which always returns the focus. Escape closes only the topmost dialog. */
export function Dialog({ isBeside = false, ...props }: DialogProps) {
  const host = use(BesideHost);
  return isBeside && host ? <Beside host={host} {...props} /> : <ModalDialog {...props} />;
}

function ModalDialog({ opened = true, closeOnEscape = true, ...rest }: Omit<DialogProps, "isBeside">) {
  const root = useOpenDialog(opened, () => {
    if (closeOnEscape) rest.onClose();
  });
  return (
    <Modal
      // A transform that stays after a movement would clip lists of choices, which are fixed.
      transitionProps={{ transition: "fade" }}
      closeButtonProps={{ "aria-label": commonTexts.close }}
      styles={{
        title: { overflowWrap: "anywhere", minWidth: 0 },
        content: { background: "var(--surface-raised)" },
        header: { background: "var(--surface-raised)" },
      }}
      {...rest}
      ref={root}
      opened={opened}
      inert={!opened}
      closeOnEscape={false}
      returnFocus={false}
    />
  );
}
