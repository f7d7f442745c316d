import { RequestPasswordReset } from "@caretype/identity/account/schema";
import { TextInput } from "@mantine/core";
import { useState } from "react";
import { schemaResolver } from "../../../../../kit/form/field-messages.ts";
import { AppLink } from "../../../../../kit/navigation/app-link.tsx";
import { Notice } from "../../../../../kit/notice/notice.tsx";
import { canMail, nothingIsSent } from "../../../../../kit/settings/server-facts.ts";
import { plainClient } from "../../../../../session/client/client.ts";
import { SentForm } from "../../../../../session/form/sent-form.tsx";
import { useSending } from "../../../../../session/form/use-sending.ts";
import { texts as accessTexts } from "../../../../../session/reauthentication/texts.en.ts";
import { texts as basicTexts } from "../../../../../words/basic/texts.en.ts";
import { MailedNotice } from "../mailed-notice.tsx";
import { forgot as texts } from "../registration/texts.en.ts";
import { EntryPage } from "./entry-page.tsx";

const check = schemaResolver(RequestPasswordReset);

export function ForgotPasswordPage() {
  const [mailedTo, setMailedTo] = useState<string | null>(null);
  return (
    <EntryPage title={texts.title}>
      {mailedTo === null ? (
        <ForgotForm onMailed={setMailedTo} />
      ) : (
        <MailedNotice sent={texts.isSent(mailedTo)} next={texts.openIt} unsent={texts.askAdministrator} />
      )}
      <AppLink label={accessTexts.toSignIn} to="/sign-in" />
    </EntryPage>
  );
}

function ForgotForm({ onMailed }: { onMailed: (to: string) => void }) {
  const sending = useSending({
    initialValues: { email: "" },
    validate: check,
    send: async (values) => {
      await plainClient.account.requestPasswordReset.mutate(values);
      onMailed(values.email);
    },
  });
  const { form } = sending;

  return (
    <SentForm sending={sending} submitLabel={canMail ? accessTexts.sendLink : accessTexts.requestLink}>
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
        {...form.getInputProps("email")}
      />
    </SentForm>
  );
}
