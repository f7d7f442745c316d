import { RequestPasswordReset } from "@caretype/api/account/schema";
import { useState } from "react";
import { plainClient } from "../../client.ts";
import { schemaResolver } from "../../form/field-messages.ts";
import { Stack } from "../../plain/layout.tsx";
import { Anchor } from "../../plain/text.tsx";
import { TextInput } from "../../plain/text-input.tsx";
import { Notice } from "../../session/notice.tsx";
import { SubmitButton } from "../../session/submit-button.tsx";
import { useSending } from "../../session/use-sending.ts";
import { ErrorNotice } from "../../shell/notice/error-notice.tsx";
import { canMail, nothingIsSent } from "../../shell/text/server-facts.ts";
import { accessTexts } from "../../texts/access.ts";
import { basicTexts } from "../../texts/basic.ts";
import { registrationTexts } from "../../texts/registration.ts";
import { EntryPage } from "./entry-page.tsx";

const texts = registrationTexts.forgot;
const check = schemaResolver(RequestPasswordReset);

export function ForgotPasswordPage() {
  const [mailedTo, setMailedTo] = useState<string | null>(null);
  return (
    <EntryPage title={texts.title}>
      {mailedTo === null ? (
        <ForgotForm onMailed={setMailedTo} />
      ) : !canMail ? (
        <Notice is="caution" title={nothingIsSent}>
          {texts.askAdministrator}
        </Notice>
      ) : (
        <Notice is="done" title={texts.isSent(mailedTo)}>
          {texts.openIt}
        </Notice>
      )}
      <Anchor to="/sign-in" size="sm">
        {accessTexts.toSignIn}
      </Anchor>
    </EntryPage>
  );
}

function ForgotForm({ onMailed }: { onMailed: (to: string) => void }) {
  const { form, submit, isPending, error } = useSending({
    initialValues: { email: "" },
    validate: check,
    send: async (values) => {
      await plainClient.account.requestPasswordReset.mutate(values);
      onMailed(values.email);
    },
  });
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        {error ? <ErrorNotice error={error} /> : null}
        {canMail ? null : (
          <Notice is="info" title={nothingIsSent}>
            {texts.administratorHasIt}
          </Notice>
        )}
        <TextInput
          label={basicTexts.email}
          description={canMail ? texts.emailHint : texts.emailHintWithoutEmail}
          type="email"
          autoComplete="username"
          required
          key={form.key("email")}
          {...form.getInputProps("email")}
        />
        <SubmitButton isPending={isPending}>
          {canMail ? accessTexts.sendLink : accessTexts.requestLink}
        </SubmitButton>
      </Stack>
    </form>
  );
}
