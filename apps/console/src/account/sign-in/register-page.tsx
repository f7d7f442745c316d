import { Register } from "@caretype/api/account/schema";
import { isErrorCode } from "@caretype/client";
import { Anchor, Checkbox, Stack, Text, TextInput } from "@mantine/core";
import { schemaResolver } from "@mantine/form";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useState } from "react";
import { caretype } from "../../api.ts";
import { addSampleData } from "../../practice/sample-data/add-sample-data.ts";
import { Notice } from "../../session/notice.tsx";
import { SubmitButton } from "../../session/submit-button.tsx";
import { useSending } from "../../session/use-sending.ts";
import { ErrorNotice } from "../../shell/notice/error-notice.tsx";
import { notifyFailed } from "../../shell/notice/notify.tsx";
import { canMail, nothingIsSent, offersSampleData, registration } from "../../shell/text/server-facts.ts";
import { NewPasswordInput } from "../security/new-password-input.tsx";
import { EntryPage } from "./entry-page.tsx";
import { useContinue } from "./use-continue.ts";

type Values = { practiceName: string; name: string; email: string; password: string; withSample: boolean };

const inputOf = ({ name, withSample: _, ...values }: Values) => ({
  ...values,
  ...(name.trim() !== "" && { name }),
});
const check = schemaResolver(Register, { sync: true });

/** Without an account, nothing can be added yet. */
const canStartWithSample = offersSampleData && registration === "open";

const closed = "Ask the owner of a practice to invite you. The invitation link lets you create an account.";

const registerRoute = getRouteApi("/signed-out/register");

/** Registers at once, by a mailed link, or not at all, as the server is configured. */
export function RegisterPage() {
  const [mailedTo, setMailedTo] = useState<string | null>(null);
  if (mailedTo !== null) return <Mailed to={mailedTo} />;
  return (
    <EntryPage
      title="Create your practice"
      about="You get an account, and a practice that you own. To join an existing one, ask its owner for an invitation."
    >
      <RegisterForm onMailed={setMailedTo} />
      <Anchor component={Link} to="/sign-in" size="sm">
        Sign in instead
      </Anchor>
    </EntryPage>
  );
}

const notAdded = "Your practice was created, but sample data could not be added";

/** The names that a password must not be made of. */
const namesOf = ({ practiceName, ...values }: Values) => ({ ...values, practices: [practiceName] });

function RegisterForm({ onMailed }: { onMailed: (to: string) => void }) {
  const proceed = useContinue();
  const { sample = false } = registerRoute.useSearch();
  const { form, submit, isPending, error } = useSending<Values>({
    initialValues: {
      practiceName: "",
      name: "",
      email: "",
      password: "",
      withSample: canStartWithSample && sample,
    },
    validate: (values) => check(inputOf(values)),
    send: async (values) => {
      const { tokens } = await caretype.auth.register(inputOf(values));
      if (!tokens) return onMailed(values.email);
      // The account exists now. Should this fail, the dashboard offers it again.
      if (values.withSample) await addSampleData().catch((why: unknown) => notifyFailed(notAdded, why));
      await proceed();
    },
    fieldOf: { EMAIL_TAKEN: "email" },
    words: { EMAIL_TAKEN: "This address already has an account. Sign in, or reset the password" },
  });
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        {error ? (
          <ErrorNotice error={error} hint={isErrorCode(error, "REGISTRATION_CLOSED") ? closed : undefined} />
        ) : null}
        <TextInput
          label="Name of the practice"
          description="Shown to your team. You can change it later."
          autoComplete="organization"
          required
          key={form.key("practiceName")}
          {...form.getInputProps("practiceName")}
        />
        <TextInput
          label="Your name"
          description="Shown to your colleagues."
          autoComplete="name"
          key={form.key("name")}
          {...form.getInputProps("name")}
        />
        <TextInput
          label="Email address"
          type="email"
          autoComplete="username"
          required
          key={form.key("email")}
          {...form.getInputProps("email")}
        />
        <NewPasswordInput
          label="Password"
          names={() => namesOf(form.getValues())}
          key={form.key("password")}
          {...form.getInputProps("password")}
        />
        {canStartWithSample ? (
          <Checkbox
            label="Start with sample data"
            description="About 200 invented patients with doctors and a history. You can remove all of it with one click."
            key={form.key("withSample")}
            {...form.getInputProps("withSample", { type: "checkbox" })}
          />
        ) : null}
        <SubmitButton isPending={isPending}>Create practice</SubmitButton>
        <Text size="sm" role="status" c="dimmed">
          {isPending ? "Creating your practice…" : ""}
        </Text>
      </Stack>
    </form>
  );
}

/** The text does not reveal whether the address has an account. */
function Mailed({ to }: { to: string }) {
  if (!canMail)
    return (
      <EntryPage title="Confirmation link">
        <Notice is="caution" title={nothingIsSent}>
          Ask the server's administrator for the link for {to} to create your account. It is valid for one
          day.
        </Notice>
      </EntryPage>
    );
  return (
    <EntryPage title="Check your email">
      <Notice is="done" title={`A link was sent to ${to}.`}>
        Open it to create your account. It is valid for one day.
      </Notice>
      <Anchor component={Link} to="/sign-in" size="sm">
        Back to sign-in
      </Anchor>
    </EntryPage>
  );
}
