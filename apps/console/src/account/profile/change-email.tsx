import { RequestEmailChange } from "@caretype/api/account/schema";
import { Button, Group, PasswordInput, Stack, TextInput } from "@mantine/core";
import { schemaResolver } from "@mantine/form";
import { useDisclosure } from "@mantine/hooks";
import { useState } from "react";
import { caretype } from "../../api.ts";
import { Notice } from "../../session/notice.tsx";
import { SubmitButton } from "../../session/submit-button.tsx";
import { useSending } from "../../session/use-sending.ts";
import { ErrorNotice } from "../../shell/notice/error-notice.tsx";
import { canMail, nothingIsSent } from "../../shell/text/server-facts.ts";

const check = schemaResolver(RequestEmailChange, { sync: true });

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
          Ask the server's administrator for the link for {mailedTo}. Your address changes when you open it.
        </Notice>
      ) : (
        <Notice is="done" title={`A link was sent to ${mailedTo}.`}>
          Your address changes when you open it.
        </Notice>
      )}
      <Button size="xs" variant="default" onClick={open}>
        Change the address
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
          label="New email address"
          type="email"
          autoComplete="email"
          required
          key={form.key("newEmail")}
          {...form.getInputProps("newEmail")}
        />
        <PasswordInput
          label="Your password"
          autoComplete="current-password"
          required
          key={form.key("currentPassword")}
          {...form.getInputProps("currentPassword")}
        />
        <Group>
          <SubmitButton isPending={isPending}>{canMail ? "Send a link" : "Request a link"}</SubmitButton>
          <Button variant="default" onClick={onCancel}>
            Cancel
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
