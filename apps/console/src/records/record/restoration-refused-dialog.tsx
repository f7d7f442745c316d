import { Button, Group, Stack } from "@mantine/core";
import type { ReactNode } from "react";
import { Dialog } from "../../kit/dialog/dialog.tsx";
import { commonTexts } from "../../words/common/common.ts";
import { texts as recordTexts } from "./texts.en.ts";

type RestorationRefusedDialogProps = { name: string; onClose: () => void; children: ReactNode };

export const RestorationRefusedDialog = ({ name, onClose, children }: RestorationRefusedDialogProps) => (
  <Dialog onClose={onClose} title={recordTexts.cannotBeRestored(name)}>
    <Stack>
      {children}
      <Group justify="flex-end">
        <Button onClick={onClose} data-autofocus>
          {commonTexts.close}
        </Button>
      </Group>
    </Stack>
  </Dialog>
);
