import { Button, Group, List, Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { Dialog } from "../dialog/dialog.tsx";
import { withNames } from "../shell/text/with-names.ts";

export type RemovalRefusedProps = {
  error: unknown;
  onClose: () => void;
  /** Removes the record together with its assignments. */
  onUnassign: () => void;
  isPending: boolean;
};

type RemovalRefusedDialogProps = Omit<RemovalRefusedProps, "error"> & {
  name: string;
  /** Whether removing it together with its assignments would help. */
  isOffered: boolean;
  children: ReactNode;
};

/** Why a record was not removed. */
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
  /** Such as "2 patients are assigned to this doctor here." */
  about: string;
  /** Where the assignments can only be ended one by one. */
  otherwise: string;
  isOffered: boolean;
  total: number;
  children: ReactNode[];
};

/** The assignments that stand in the way, of which a refusal names the first. */
export const Blockers = ({ about, otherwise, isOffered, total, children }: BlockersProps) => (
  <>
    <Text>
      {about}{" "}
      {isOffered
        ? "You can unassign them together with the removal. Undo brings everything back."
        : otherwise}
    </Text>
    <List>{children}</List>
    {total > children.length ? <Text size="sm">And {total - children.length} more.</Text> : null}
  </>
);
