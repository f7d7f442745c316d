import type { Role } from "@caretype/api";
import type { Member } from "@caretype/client";
import { Alert, Radio, Stack } from "@mantine/core";
import { useState } from "react";
import { useSingleMutation } from "../../../../kit/behavior/use-single-mutation.ts";
import { Dialog } from "../../../../kit/dialog/dialog.tsx";
import { FormFrame } from "../../../../kit/form/form-frame.tsx";
import { notifyDone } from "../../../../kit/notice/notify.tsx";
import { api, caretype, readAgain } from "../../../../session/client/api.ts";
import { texts as roleTexts } from "../../../../words/role/texts.en.ts";
import { texts as memberTexts, roleDialog as texts } from "./texts.en.ts";

type RoleDialogProps = { member: Member; isSelf: boolean; opened: boolean; onClose: () => void };

export const RoleDialog = ({ opened, onClose, ...about }: RoleDialogProps) => (
  <Dialog opened={opened} onClose={onClose} title={texts.title(about.member.name)}>
    <RoleForm {...about} onClose={onClose} />
  </Dialog>
);

const roles = Object.entries(roleTexts).map(([role, words]) => ({ role, ...words }));

function RoleForm({ member, isSelf, onClose }: Omit<RoleDialogProps, "opened">) {
  const { accountId, name, role: before } = member;
  const [role, setRole] = useState<Role>(before);
  const change = useSingleMutation(
    api.member.updateRole.mutationOptions({
      onSuccess: async () => {
        onClose();
        const undo = async () => {
          await caretype.member.updateRole.mutate({ accountId, role: before });
          await readAgain(api.member, api.practice);
        };
        // Owners who give up the role cannot undo that themselves.
        notifyDone(texts.isChanged(name, roleTexts[role].label), isSelf ? undefined : undo);
        await readAgain(api.member, api.practice);
      },
    }),
  );
  const submit = () => {
    if (role === before) onClose();
    else change.mutate({ accountId, role });
  };
  return (
    <FormFrame change={change} onSubmit={submit} onCancel={onClose} submitLabel={texts.submit}>
      <Radio.Group label={memberTexts.role} value={role} onChange={setRole}>
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
        <Alert color="yellow" title={texts.isYou}>
          {texts.onlyOthers}
        </Alert>
      ) : null}
    </FormFrame>
  );
}
