import { Button, Group, List, Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { Dialog } from "../dialog/dialog.tsx";
import { withNames } from "../shell/text/with-names.ts";

export type RemovalRefusedProps = {
  error: unknown;
  onClose: () => void;
  onUnassign: () => void;
  isPending: boolean;
};

type RemovalRefusedDialogProps = Omit<RemovalRefusedProps, "error"> & {
  name: string;
  /** Whether the reader can remove it together with its assignments. */
  isOffered: boolean;
  children: ReactNode;
};

export const RemovalRefusedDialog = (props: RemovalRefusedDialogProps) => {
  const { name, isOffered, onClose, onUnassign, isPending, children } = props;
  return (
    <Dialog onClose={onClose} title={withNames`${name} is not removed`}>
      <Stack>
        {children}
        <Group justify="flex-end">
          <Button variant={isOffered ? "default" : "filled"} onClick={onClose} data-autofocus={!isOffered}>
            {isOffered ? "Cancel" : "Close"}
          </Button>
          {isOffered ? (
            <Button color="red" onClick={onUnassign} loading={isPending} data-autofocus>
              Unassign and remove
            </Button>
          ) : null}
        </Group>
      </Stack>
    </Dialog>
  );
};

type BlockersProps = {
  /** For example "2 patients are assigned to this doctor here." */
  about: string;
  /** Shown if the assignments can only be removed one by one. */
  instruction: string;
  isOffered: boolean;
  total: number;
  children: ReactNode[];
};

/** The assignments that block a removal. The error names only the first ones. */
export const Blockers = ({ about, instruction, isOffered, total, children }: BlockersProps) => (
  <>
    <Text>
      {about}{" "}
      {isOffered
        ? "You can unassign them and remove the record in one step. Undo restores everything."
        : instruction}
    </Text>
    <List spacing="xs">{children}</List>
    {total > children.length ? <Text size="sm">And {total - children.length} more.</Text> : null}
  </>
);
