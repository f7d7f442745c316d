import { RequestEmailChange } from "@caretype/api/account/schema";
import { Button, Group, PasswordInput, Stack, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useState } from "react";
import { schemaResolver } from "../../../kit/form/field-messages.ts";
import { SubmitButton } from "../../../kit/form/submit-button.tsx";
import { ErrorNotice } from "../../../kit/notice/error-notice.tsx";
import { Notice } from "../../../kit/notice/notice.tsx";
import { canMail, nothingIsSent } from "../../../kit/settings/server-facts.ts";
import { caretype } from "../../../session/client/api.ts";
import { useSending } from "../../../session/form/use-sending.ts";
import { texts as accessTexts } from "../../../session/reauthentication/texts.en.ts";
import { commonTexts } from "../../../words/common/common.ts";
import { email as texts } from "../texts.en.ts";

const check = schemaResolver(RequestEmailChange);

/**
 * Nothing changes until the mailed link is opened.
 * The form does not reveal whether the address is taken.
 */
export function ChangeEmail() {
  const [isOpen, { open, close }] = useDisclosure();
  const [mailedTo, setMailedTo] = useState<string | null>(null);
  if (isOpen)
    return (
      <ChangeForm
        onCancel={close}
        onMailed={(to) => {
          setMailedTo(to);
          close();
        }}
      />
    );
  return (
    <Stack gap="sm" align="start">
      {mailedTo === null ? null : !canMail ? (
        <Notice is="caution" title={nothingIsSent}>
          {texts.askForLink(mailedTo)}
        </Notice>
      ) : (
        <Notice is="done" title={accessTexts.isSent(mailedTo)}>
          {texts.openIt}
        </Notice>
      )}
      <Button size="xs" variant="default" onClick={open}>
        {texts.change}
      </Button>
    </Stack>
  );
}

function ChangeForm({ onCancel, onMailed }: { onCancel: () => void; onMailed: (to: string) => void }) {
  const { form, submit, isPending, error } = useSending({
    initialValues: { newEmail: "", currentPassword: "" },
    validate: check,
    send: async (values) => {
      await caretype.account.requestEmailChange.mutate(values);
      onMailed(values.newEmail);
    },
  });
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        {error ? <ErrorNotice error={error} /> : null}
        <TextInput
          label={texts.new}
          type="email"
          autoComplete="email"
          required
          key={form.key("newEmail")}
          {...form.getInputProps("newEmail")}
        />
        <PasswordInput
          label={commonTexts.yourPassword}
          autoComplete="current-password"
          required
          key={form.key("currentPassword")}
          {...form.getInputProps("currentPassword")}
        />
        <Group>
          <SubmitButton isPending={isPending}>
            {canMail ? accessTexts.sendLink : accessTexts.requestLink}
          </SubmitButton>
          <Button variant="default" onClick={onCancel}>
            {commonTexts.cancel}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
