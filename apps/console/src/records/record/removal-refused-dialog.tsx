import type { Blocker } from "@caretype/client";
import { Button, Group, List, Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { Dialog } from "../../kit/dialog/dialog.tsx";
import { commonTexts } from "../../words/common/common.ts";
import { texts as recordTexts } from "./texts.en.ts";

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
    <Dialog onClose={onClose} title={recordTexts.isNotRemoved(name)}>
      <Stack>
        {children}
        <Group justify="flex-end">
          <Button variant={isOffered ? "default" : "filled"} onClick={onClose} data-autofocus>
            {isOffered ? commonTexts.cancel : commonTexts.close}
          </Button>
          {isOffered ? (
            <Button color="red" onClick={onUnassign} loading={isPending}>
              {recordTexts.unassignAndRemove}
            </Button>
          ) : null}
        </Group>
      </Stack>
    </Dialog>
  );
};

type BlockersProps = {
  blockedBy: readonly Blocker[];
  /** Null while it is not known where a blocker leads. */
  linkOf: (blocker: Blocker, name: string) => ReactNode;
  /** Stands for a name that is not known. */
  unnamed: string;
  /** For example "2 patients are assigned to this doctor here." */
  about: string;
  /** Shown if the assignments can only be removed one by one. */
  instruction: string;
  isOffered: boolean;
  total: number;
};

/** The assignments that block a removal. The error names only the first ones. */
export const Blockers = ({ blockedBy, linkOf, unnamed, total, ...props }: BlockersProps) => (
  <>
    <Text>
      {props.about} {props.isOffered ? recordTexts.unassignAndRemoveHint : props.instruction}
    </Text>
    <List spacing="xs">
      {blockedBy.map((blocker) => {
        const name = blocker.label ?? unnamed;
        return <List.Item key={blocker.id}>{linkOf(blocker, name) ?? name}</List.Item>;
      })}
    </List>
    {total > blockedBy.length ? <Text size="sm">{recordTexts.andMore(total - blockedBy.length)}</Text> : null}
  </>
);
