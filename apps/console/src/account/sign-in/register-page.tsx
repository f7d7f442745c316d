import { Register } from "@caretype/api/account/schema";
import { isErrorCode } from "@caretype/client";
import { useState } from "react";
import { plainClient } from "../../client.ts";
import { entrySearch } from "../../entry/place.ts";
import { schemaResolver } from "../../form/field-messages.ts";
import { Checkbox } from "../../plain/checkbox.tsx";
import { Stack } from "../../plain/layout.tsx";
import { NativeSelect } from "../../plain/native-select.tsx";
import { Anchor, Text } from "../../plain/text.tsx";
import { TextInput } from "../../plain/text-input.tsx";
import { Notice } from "../../session/notice.tsx";
import { SubmitButton } from "../../session/submit-button.tsx";
import { useSending } from "../../session/use-sending.ts";
import { ErrorNotice } from "../../shell/notice/error-notice.tsx";
import { browserZone } from "../../shell/text/format.ts";
import { canMail, nothingIsSent, offersSampleData, registration } from "../../shell/text/server-facts.ts";
import { zonesByRegion } from "../../shell/text/time-zones.ts";
import { accessTexts } from "../../texts/access.ts";
import { basicTexts } from "../../texts/basic.ts";
import { registrationTexts } from "../../texts/registration.ts";
import { signInTexts } from "../../texts/sign-in.ts";
import { NewPasswordInput } from "../security/new-password-input.tsx";
import { EntryPage } from "./entry-page.tsx";
import { proceed } from "./proceed.ts";

const texts = registrationTexts.register;

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

/** Without an account, nothing can be added yet. */
const canStartWithSample = offersSampleData && registration === "open";

const zones = zonesByRegion(browserZone);

/** Registers at once, by a mailed link, or not at all, as the server is configured. */
export function RegisterPage() {
  const [mailedTo, setMailedTo] = useState<string | null>(null);
  if (mailedTo !== null) return <Mailed to={mailedTo} />;
  return (
    <EntryPage title={signInTexts.createPractice} about={texts.about}>
      <RegisterForm onMailed={setMailedTo} />
      <Anchor to="/sign-in" size="sm">
        {texts.signInInstead}
      </Anchor>
    </EntryPage>
  );
}

/** The names that a password must not be made of. */
const namesOf = ({ practiceName, timeZone: _zone, ...values }: Values) => ({
  ...values,
  practices: [practiceName],
});

function RegisterForm({ onMailed }: { onMailed: (to: string) => void }) {
  const { form, submit, isPending, error } = useSending<Values>({
    initialValues: {
      practiceName: "",
      timeZone: browserZone,
      name: "",
      email: "",
      password: "",
      withSample: canStartWithSample && entrySearch().get("sample") === "true",
    },
    validate: (values) => check(inputOf(values)),
    send: async (values) => {
      const { tokens } = await plainClient.auth.register(inputOf(values));
      if (!tokens) return onMailed(values.email);
      // The account exists now. Should this fail, the dashboard offers it again.
      if (values.withSample)
        await plainClient.sampleData.add
          .mutate()
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
          key={form.key("practiceName")}
          {...form.getInputProps("practiceName")}
        />
        <NativeSelect
          label={texts.timeZone}
          description={texts.timeZoneHint}
          data={zones}
          key={form.key("timeZone")}
          {...form.getInputProps("timeZone")}
        />
        <TextInput
          label={accessTexts.yourName}
          description={accessTexts.yourNameHint}
          autoComplete="name"
          key={form.key("name")}
          {...form.getInputProps("name")}
        />
        <TextInput
          label={basicTexts.email}
          type="email"
          autoComplete="username"
          required
          key={form.key("email")}
          {...form.getInputProps("email")}
        />
        <NewPasswordInput
          label={basicTexts.password}
          names={() => namesOf(form.getValues())}
          key={form.key("password")}
          {...form.getInputProps("password")}
        />
        {canStartWithSample ? (
          <Checkbox
            label={texts.sample}
            description={texts.sampleHint}
            key={form.key("withSample")}
            {...form.getCheckboxProps("withSample")}
          />
        ) : null}
        <SubmitButton isPending={isPending}>{texts.submit}</SubmitButton>
        <Text size="sm" role="status" isDimmed>
          {isPending ? texts.isCreating : ""}
        </Text>
      </Stack>
    </form>
  );
}

/** The console shows it once it is open. */
async function tellFailed(title: string, why: unknown): Promise<void> {
  const { notifyFailed } = await import("../../shell/notice/notify.tsx");
  notifyFailed(title, why);
}

/** The text does not reveal whether the address has an account. */
function Mailed({ to }: { to: string }) {
  if (!canMail)
    return (
      <EntryPage title={texts.linkTitle}>
        <Notice is="caution" title={nothingIsSent}>
          {texts.askAdministrator(to)}
        </Notice>
      </EntryPage>
    );
  return (
    <EntryPage title={texts.mailedTitle}>
      <Notice is="done" title={accessTexts.isSent(to)}>
        {texts.openIt}
      </Notice>
      <Anchor to="/sign-in" size="sm">
        {accessTexts.toSignIn}
      </Anchor>
    </EntryPage>
  );
}
