import type { Role } from "@caretype/api";
import type { Member } from "@caretype/client";
import { Alert, Button, Group, Radio, Stack } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { api, caretype, queryClient } from "../api.ts";
import { Dialog } from "../dialog/dialog.tsx";
import { ErrorNotice } from "../shell/notice/error-notice.tsx";
import { notifyDone } from "../shell/notice/notify.tsx";
import { withNames } from "../shell/text/with-names.ts";
import { roleLabels } from "./role-labels.ts";

type RoleDialogProps = { member: Member; isSelf: boolean; opened: boolean; onClose: () => void };

export function RoleDialog({ opened, onClose, ...about }: RoleDialogProps) {
  return (
    <Dialog opened={opened} onClose={onClose} title={withNames`Role of ${about.member.name}`}>
      <RoleForm {...about} onClose={onClose} />
    </Dialog>
  );
}

const roles = Object.entries(roleLabels).map(([role, words]) => ({ role, ...words }));
const isRole = (text: string): text is Role => Object.hasOwn(roleLabels, text);

const invalidateMembers = () =>
  Promise.all(
    [api.member.pathFilter(), api.practice.pathFilter()].map((filter) =>
      queryClient.invalidateQueries(filter),
    ),
  );

function RoleForm({ member, isSelf, onClose }: Omit<RoleDialogProps, "opened">) {
  const { accountId, name, role: before } = member;
  const [role, setRole] = useState<Role>(before);
  const change = useMutation(
    api.member.updateRole.mutationOptions({
      onSuccess: async () => {
        onClose();
        const undo = async () => {
          await caretype.member.updateRole.mutate({ accountId, role: before });
          await invalidateMembers();
        };
        // Former owners cannot undo their own change.
        notifyDone(
          withNames`The role of ${name} is now ${roleLabels[role].label}`,
          isSelf ? undefined : undo,
        );
        await invalidateMembers();
      },
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (change.isPending) return;
    if (role === before) onClose();
    else change.mutate({ accountId, role });
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        {change.isError ? <ErrorNotice error={change.error} /> : null}
        <Radio.Group label="Role" value={role} onChange={(value) => isRole(value) && setRole(value)}>
          <Stack gap="sm" mt="xs">
            {roles.map(({ role: value, label, meaning }) => (
              <Radio
                key={value}
                value={value}
                label={label}
                description={meaning}
                data-autofocus={value === before || undefined}
              />
            ))}
          </Stack>
        </Radio.Group>
        {isSelf && role !== before ? (
          <Alert color="yellow" title="This is you">
            Only another owner can restore the permissions that you give up.
          </Alert>
        ) : null}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={change.isPending}>
            Change the role
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
