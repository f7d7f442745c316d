import { RequestPasswordReset } from "@caretype/api/account/schema";
import { Anchor, Stack, TextInput } from "@mantine/core";
import { schemaResolver } from "@mantine/form";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { caretype } from "../../api.ts";
import { Notice } from "../../session/notice.tsx";
import { SubmitButton } from "../../session/submit-button.tsx";
import { useSending } from "../../session/use-sending.ts";
import { ErrorNotice } from "../../shell/notice/error-notice.tsx";
import { canMail, nothingIsSent } from "../../shell/text/server-facts.ts";
import { EntryPage } from "./entry-page.tsx";

const check = schemaResolver(RequestPasswordReset, { sync: true });

export function ForgotPasswordPage() {
  const [mailedTo, setMailedTo] = useState<string | null>(null);
  return (
    <EntryPage title="Reset your password">
      {mailedTo === null ? (
        <ForgotForm onMailed={setMailedTo} />
      ) : !canMail ? (
        <Notice is="caution" title={nothingIsSent}>
          Ask the server's administrator for a link to choose a new password.
        </Notice>
      ) : (
        <Notice is="done" title={`If ${mailedTo} has an account, a link was sent to it.`}>
          Open it to choose a new password.
        </Notice>
      )}
      <Anchor component={Link} to="/sign-in" size="sm">
        Back to sign-in
      </Anchor>
    </EntryPage>
  );
}

function ForgotForm({ onMailed }: { onMailed: (to: string) => void }) {
  const { form, submit, isPending, error } = useSending({
    initialValues: { email: "" },
    validate: check,
    send: async (values) => {
      await caretype.account.requestPasswordReset.mutate(values);
      onMailed(values.email);
    },
  });
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        {error ? <ErrorNotice error={error} /> : null}
        {canMail ? null : (
          <Notice is="info" title={nothingIsSent}>
            The server's administrator can give you the link.
          </Notice>
        )}
        <TextInput
          label="Email address"
          description={
            canMail
              ? "A link to choose a new password is sent to this address."
              : "The address of your account."
          }
          type="email"
          autoComplete="username"
          required
          key={form.key("email")}
          {...form.getInputProps("email")}
        />
        <SubmitButton isPending={isPending}>{canMail ? "Send a link" : "Request a link"}</SubmitButton>
      </Stack>
    </form>
  );
}
