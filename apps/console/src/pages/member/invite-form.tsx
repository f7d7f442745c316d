import type { Role } from "@caretype/api";
import { CreateInvitation } from "@caretype/api/invitation/schema";
import { Group, NativeSelect, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import { schemaResolver } from "../../kit/form/field-messages.ts";
import { focusFirst } from "../../kit/form/field-nodes.ts";
import { SubmitButton } from "../../kit/form/submit-button.tsx";
import { ErrorNotice } from "../../kit/notice/error-notice.tsx";
import { notifyDone } from "../../kit/notice/notify.tsx";
import { api, caretype, queryClient } from "../../session/client/api.ts";
import { useSending } from "../../session/form/use-sending.ts";
import { commonTexts } from "../../words/common/common.ts";
import { texts as roleTexts } from "../../words/role/texts.en.ts";
import type { SharedInvitation } from "./invitation-link.tsx";
import { RoleMeaning } from "./role-meaning.tsx";
import { texts as memberTexts } from "./texts.en.ts";

const texts = memberTexts.invite;

type Values = { email: string; role: Role };

const options = Object.entries(roleTexts).map(([value, { label }]) => ({ value, label }));
/** The role with the fewest permissions on medical data. */
const roleAtFirst: Role = "reception";

export function InviteForm({ onLink }: { onLink: (handedOver: SharedInvitation | null) => void }) {
  const [role, setRole] = useState<Role>(roleAtFirst);
  const { form, submit, isPending, error } = useSending<Values>({
    initialValues: { email: "", role: roleAtFirst },
    validate: schemaResolver(CreateInvitation),
    send: async (values) => {
      const { email, link } = await caretype.invitation.create.mutate(values);
      onLink(link === null ? null : { email, link });
      if (link === null) notifyDone(texts.isSent(email));
      form.setFieldValue("email", "");
      focusFirst(["email"]);
      await queryClient.invalidateQueries(api.invitation.pathFilter());
    },
    fieldOf: { ALREADY_MEMBER: "email" },
    words: { ALREADY_MEMBER: texts.isMember },
  });
  const roleInput = form.getInputProps("role");
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        {error ? <ErrorNotice error={error} /> : null}
        <Group align="start">
          <TextInput
            label={commonTexts.email}
            type="email"
            autoComplete="off"
            required
            flex="2 1 220px"
            key={form.key("email")}
            {...form.getInputProps("email")}
          />
          <NativeSelect
            label={memberTexts.role}
            flex="1 1 140px"
            data={options}
            key={form.key("role")}
            {...roleInput}
            onChange={(event) => {
              roleInput.onChange(event);
              setRole(form.getValues().role);
            }}
          />
        </Group>
        <Group justify="space-between">
          <RoleMeaning role={role} />
          <SubmitButton isPending={isPending}>{texts.submit}</SubmitButton>
        </Group>
      </Stack>
    </form>
  );
}
