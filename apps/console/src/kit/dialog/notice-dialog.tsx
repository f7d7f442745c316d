import { Button, Group, type ModalProps, Stack } from "@mantine/core";
import { commonTexts } from "../../words/common/common.ts";
import { Dialog } from "./dialog.tsx";

/** A message that can only be closed. */
export const NoticeDialog = ({ children, ...props }: Omit<ModalProps, "opened"> & { opened?: boolean }) => (
  <Dialog {...props}>
    <Stack>
      {children}
      <Group justify="flex-end">
        <Button onClick={props.onClose} data-autofocus>
          {commonTexts.close}
        </Button>
      </Group>
    </Stack>
  </Dialog>
);
