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

const closed =
  "Ask the owner of a practice to invite you: the link of an invitation lets you make an account.";

/** As the server has it: at once, by a mailed link, or not at all. */
export function RegisterPage() {
  const [mailedTo, setMailedTo] = useState<string | null>(null);
  if (mailedTo !== null) return <Mailed to={mailedTo} />;
  return (
    <EntryPage
      title="Make an account"
      about="It comes with a practice of its own. To work in another's, have yourself invited to that one."
    >
      <RegisterForm onMailed={setMailedTo} />
      <Anchor component={Link} to="/sign-in" size="sm">
        I have an account
      </Anchor>
    </EntryPage>
  );
}

function RegisterForm({ onMailed }: { onMailed: (to: string) => void }) {
  const goOn = useContinue();
  const { form, submit, isPending, error } = useSending<Values>({
    initialValues: { name: "", email: "", password: "" },
    validate: (values) => check(inputOf(values)),
    send: async (values) => {
      const { tokens } = await caretype.auth.register(inputOf(values));
      await (tokens ? goOn() : onMailed(values.email));
    },
    fieldOf: { EMAIL_TAKEN: "email" },
    words: { EMAIL_TAKEN: "There is an account with this address: sign in, or reset its password" },
  });
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        {error ? (
          <ErrorNotice error={error} hint={isErrorCode(error, "REGISTRATION_CLOSED") ? closed : undefined} />
        ) : null}
        <TextInput
          label="Your name"
          description="As your colleagues are to see it."
          autoComplete="name"
          key={form.key("name")}
          {...form.getInputProps("name")}
        />
        <TextInput
          label="E-mail address"
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
        <SubmitButton isPending={isPending}>Make my account</SubmitButton>
      </Stack>
    </form>
  );
}

/** The same for an address that has an account: nobody learns of that here. */
function Mailed({ to }: { to: string }) {
  if (!canMail)
    return (
      <EntryPage title="Ask for your link">
        <Notice is="caution" title={nothingIsSent}>
          Ask whoever runs it for the link for {to} that makes your account. It is good for a day at most;
          without it, nothing is made.
        </Notice>
      </EntryPage>
    );
  return (
    <EntryPage title="Look into your mail">
      <Notice is="done" title={`A mail is on its way to ${to}.`}>
        Follow the link in it to make your account. It is good for a day at most; without it, nothing is made.
      </Notice>
      <Anchor component={Link} to="/sign-in" size="sm">
        Go to the sign-in
      </Anchor>
    </EntryPage>
  );
}
