import { Modal, type ModalProps } from "@mantine/core";
import { commonTexts } from "../../words/common/common.ts";
import { useOpenDialog } from "./use-open-dialog.ts";

type DialogProps = Omit<ModalProps, "opened" | "returnFocus"> & {
  opened?: boolean;
};

/** Mantine's modal, which always returns the focus. Escape closes only the topmost dialog. */
export function Dialog({ opened = true, closeOnEscape = true, ...rest }: DialogProps) {
  const root = useOpenDialog(opened, () => {
    if (closeOnEscape) rest.onClose();
  });
  return (
    <Modal
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
