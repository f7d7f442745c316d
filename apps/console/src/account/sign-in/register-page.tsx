import { Register } from "@caretype/api/account/schema";
import { isErrorCode } from "@caretype/client";
import { Anchor, Stack, TextInput } from "@mantine/core";
import { schemaResolver } from "@mantine/form";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { caretype } from "../../api.ts";
import { Notice } from "../../session/notice.tsx";
import { SubmitButton } from "../../session/submit-button.tsx";
import { useSending } from "../../session/use-sending.ts";
import { ErrorNotice } from "../../shell/notice/error-notice.tsx";
import { canMail, nothingIsSent } from "../../shell/text/mail.ts";
import { NewPasswordInput } from "../security/new-password-input.tsx";
import { EntryPage } from "./entry-page.tsx";
import { useContinue } from "./use-continue.ts";

type Values = { name: string; email: string; password: string };

const inputOf = ({ name, ...values }: Values) => ({ ...values, ...(name.trim() !== "" && { name }) });
const check = schemaResolver(Register, { sync: true });

const closed = "Ask the owner of a practice to invite you. The invitation link lets you create an account.";

/** Registers at once, by a mailed link, or not at all, as the server is configured. */
export function RegisterPage() {
  const [mailedTo, setMailedTo] = useState<string | null>(null);
  if (mailedTo !== null) return <Mailed to={mailedTo} />;
  return (
    <EntryPage
      title="Create account"
      about="You get your own practice. To join an existing one, ask its owner for an invitation."
    >
      <RegisterForm onMailed={setMailedTo} />
      <Anchor component={Link} to="/sign-in" size="sm">
        Sign in instead
      </Anchor>
    </EntryPage>
  );
}

function RegisterForm({ onMailed }: { onMailed: (to: string) => void }) {
  const proceed = useContinue();
  const { form, submit, isPending, error } = useSending<Values>({
    initialValues: { name: "", email: "", password: "" },
    validate: (values) => check(inputOf(values)),
    send: async (values) => {
      const { tokens } = await caretype.auth.register(inputOf(values));
      await (tokens ? proceed() : onMailed(values.email));
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
          names={form.getValues}
          key={form.key("password")}
          {...form.getInputProps("password")}
        />
        <SubmitButton isPending={isPending}>Create account</SubmitButton>
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
