import { Button, Group, Stack } from "@mantine/core";
import type { ReactNode } from "react";
import { Dialog } from "../dialog/dialog.tsx";
import { withNames } from "../shell/text/with-names.ts";

type RestorationRefusedDialogProps = { name: string; onClose: () => void; children: ReactNode };

export const RestorationRefusedDialog = ({ name, onClose, children }: RestorationRefusedDialogProps) => (
  <Dialog onClose={onClose} title={withNames`${name} cannot be restored yet`}>
    <Stack>
      {children}
      <Group justify="flex-end">
        <Button onClick={onClose} data-autofocus>
          Close
        </Button>
      </Group>
    </Stack>
  </Dialog>
);
