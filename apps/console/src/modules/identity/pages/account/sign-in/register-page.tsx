import { isErrorCode } from "@caretype/client";
import { Register } from "@caretype/identity/access/registration/schema";
import { Checkbox, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import { schemaResolver } from "../../../../../kit/form/field-messages.ts";
import { newKey } from "../../../../../kit/form/idempotency-keys.ts";
import { SubmitButton } from "../../../../../kit/form/submit-button.tsx";
import { ZoneSelect } from "../../../../../kit/form/zone-select.tsx";
import { AppLink } from "../../../../../kit/navigation/app-link.tsx";
import { ErrorNotice } from "../../../../../kit/notice/error-notice.tsx";
import { canMail, offersSampleData, registration } from "../../../../../kit/settings/server-facts.ts";
import { currentZone } from "../../../../../kit/settings/time-zones.ts";
import { Dimmed } from "../../../../../kit/theme/dimmed.tsx";
import { plainClient } from "../../../../../session/client/client.ts";
import { useSending } from "../../../../../session/form/use-sending.ts";
import { entrySearch } from "../../../../../session/place/place.ts";
import { texts as accessTexts } from "../../../../../session/reauthentication/texts.en.ts";
import { texts as basicTexts } from "../../../../../words/basic/texts.en.ts";
import { browserZone } from "../../../../../words/format/format.ts";
import { language } from "../../../../../words/settings/locale.ts";
import { MailedNotice } from "../mailed-notice.tsx";
import { register as texts } from "../registration/texts.en.ts";
import { NewPasswordInput } from "../security/new-password-input.tsx";
import { EntryPage } from "./entry-page.tsx";
import { proceed } from "./proceed.ts";
import { texts as signInTexts } from "./texts.en.ts";

type Values = {
  practiceName: string;
  timeZone: string;
  name: string;
  email: string;
  password: string;
  withSample: boolean;
};

const inputOf = ({ name, withSample: _, ...values }: Values) => ({
  ...values,
  ...(name.trim() !== "" && { name }),
});
const check = schemaResolver(Register);

/** Without an account, there is no password advice yet. */
const canStartWithSample = offersSampleData && registration === "open";

/** Registers at once, by a mailed link, or not at all, as the server is configured. */
export function RegisterPage() {
  const [mailedTo, setMailedTo] = useState<string | null>(null);
  if (mailedTo !== null) return <Mailed to={mailedTo} />;
  return (
    <EntryPage title={signInTexts.createPractice} about={texts.about}>
      <RegisterForm onMailed={setMailedTo} />
      <AppLink label={texts.signInInstead} to="/sign-in" />
    </EntryPage>
  );
}

/** Names that a password must not contain. */
const namesOf = ({ practiceName, timeZone: _zone, ...values }: Values) => ({
  ...values,
  practices: [practiceName],
});

function RegisterForm({ onMailed }: { onMailed: (to: string) => void }) {
  const withSample = canStartWithSample && entrySearch().get("sample") === "true";
  // Only to look around, no input is needed.
  const isInvented = withSample && !canMail;
  const { form, submit, isPending, error } = useSending<Values>({
    initialValues: {
      practiceName: isInvented ? texts.samplePractice : "",
      timeZone: currentZone(browserZone),
      name: "",
      email: isInvented ? `demo-${newKey().slice(0, 12)}@example.org` : "",
      password: isInvented ? newKey() : "",
      withSample,
    },
    validate: (values) => check(inputOf(values)),
    send: async (values) => {
      const { tokens } = await plainClient.auth.register(inputOf(values));
      if (!tokens) return onMailed(values.email);
      // The account exists now. If this fails, the start page offers it again.
      if (values.withSample)
        await plainClient.sampleData.add
          .mutate({ language })
          .catch((why: unknown) => tellFailed(texts.sampleFailed, why));
      await proceed();
    },
    fieldOf: { EMAIL_TAKEN: "email" },
    words: { EMAIL_TAKEN: texts.isTaken },
  });
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        {error ? (
          <ErrorNotice
            error={error}
            hint={isErrorCode(error, "REGISTRATION_CLOSED") ? texts.isClosed : undefined}
          />
        ) : null}
        <TextInput
          label={texts.practice}
          description={texts.practiceHint}
          autoComplete="organization"
          required
          {...form.getInputProps("practiceName")}
        />
        <ZoneSelect
          label={texts.timeZone}
          description={texts.timeZoneHint}
          known={browserZone}
          {...form.getInputProps("timeZone")}
        />
        <TextInput
          label={accessTexts.yourName}
          description={accessTexts.yourNameHint}
          autoComplete="name"
          {...form.getInputProps("name")}
        />
        <TextInput
          label={basicTexts.email}
          type="email"
          description={isInvented ? texts.inventedHint : undefined}
          autoComplete="username"
          required
          {...form.getInputProps("email")}
        />
        <NewPasswordInput
          label={basicTexts.password}
          names={() => namesOf(form.getValues())}
          {...form.getInputProps("password")}
        />
        {canStartWithSample ? (
          <Checkbox
            label={texts.sample}
            description={texts.sampleHint}
            {...form.getCheckboxProps("withSample")}
          />
        ) : null}
        <SubmitButton label={texts.submit} isPending={isPending} />
        <Dimmed role="status">{isPending ? texts.isCreating : ""}</Dimmed>
      </Stack>
    </form>
  );
}

/** The console shows it once open. */
async function tellFailed(title: string, why: unknown): Promise<void> {
  const { notifyFailed } = await import("../../../../../kit/notice/notify.tsx");
  notifyFailed(title, why);
}

/** The text does not reveal whether the address has an account. */
const Mailed = ({ to }: { to: string }) => (
  <EntryPage title={canMail ? texts.mailedTitle : texts.linkTitle}>
    <MailedNotice sent={accessTexts.isSent(to)} next={texts.openIt} unsent={texts.askAdministrator(to)} />
    {canMail ? <AppLink label={accessTexts.toSignIn} to="/sign-in" /> : null}
  </EntryPage>
);
