import { Modal, type ModalProps } from "@mantine/core";
import { useOpenDialog } from "./use-open-dialog.ts";

type DialogProps = Omit<ModalProps, "opened" | "returnFocus"> & {
  /** Left out, it is open for as long as it is there. */
  opened?: boolean;
};

/** A dialog of Mantine's, which gives the focus back however it goes, and closes by Escape only when it is uppermost. */
export function Dialog({ opened = true, closeOnEscape = true, ...rest }: DialogProps) {
  const root = useOpenDialog(opened, () => {
    if (closeOnEscape) rest.onClose();
  });
  return (
    <Modal
      closeButtonProps={{ "aria-label": "Close" }}
      styles={{ title: { overflowWrap: "anywhere", minWidth: 0 } }}
      {...rest}
      ref={root}
      opened={opened}
      inert={!opened}
      closeOnEscape={false}
      returnFocus={false}
    />
  );
}
