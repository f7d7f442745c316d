import type { Blocker, DoctorId, PatientId } from "@caretype/client";
import { Button, Group, List, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Dialog } from "../../kit/dialog/dialog.tsx";
import { api } from "../../session/client/api.ts";
import { commonTexts } from "../../words/common/common.ts";
import { AnchorLink } from "../../words/format/links.tsx";
import { texts as recordTexts } from "./texts.en.ts";

export type RemovalRefusedProps = {
  error: unknown;
  onClose: () => void;
  onUnassign: () => void;
  isPending: boolean;
};

type RemovalRefusedDialogProps = Omit<RemovalRefusedProps, "error"> & {
  name: string;
  /** Whether the user can remove it together with its assignments. */
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
  /** The record to remove. */
  of: { patientId: PatientId } | { doctorId: DoctorId };
  blockedBy: readonly Blocker[];
  /** Replaces an unknown name. */
  unnamed: string;
  /** For example "2 patients are assigned to this doctor here." */
  about: string;
  /** Shown if the assignments can only be removed one by one. */
  instruction: string;
  isOffered: boolean;
  total: number;
  onClose: () => void;
};

/** The assignments that block a removal, linked to the other side. The error names only the first ones. */
export function Blockers({ of, blockedBy, unnamed, total, onClose, ...props }: BlockersProps) {
  const known = useQuery(api.assignment.list.queryOptions({ ...of, limit: 200 })).data?.items;
  return (
    <>
      <Text>
        {props.about} {props.isOffered ? recordTexts.unassignAndRemoveHint : props.instruction}
      </Text>
      <List spacing="xs">
        {blockedBy.map(({ id, label }) => {
          const { doctorId, patientId } = known?.find((assignment) => assignment.id === id) ?? {};
          const link = { onClick: onClose, children: label ?? unnamed };
          return (
            <List.Item key={id}>
              {!doctorId || !patientId ? (
                link.children
              ) : "patientId" in of ? (
                <AnchorLink to="/doctors/$id" params={{ id: doctorId }} {...link} />
              ) : (
                <AnchorLink to="/patients/$id" params={{ id: patientId }} {...link} />
              )}
            </List.Item>
          );
        })}
      </List>
      {total > blockedBy.length ? (
        <Text size="sm">{recordTexts.andMore(total - blockedBy.length)}</Text>
      ) : null}
    </>
  );
}
