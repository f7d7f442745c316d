import { isErrorCode, type SecondFactorChallenge } from "@caretype/client";
import { PasswordInput, Stack, TextInput } from "@mantine/core";
import { SubmitButton } from "../../../kit/form/submit-button.tsx";
import { ErrorNotice } from "../../../kit/notice/error-notice.tsx";
import { canMail } from "../../../kit/settings/server-facts.ts";
import { plainClient } from "../../../session/client/client.ts";
import { useSending } from "../../../session/form/use-sending.ts";
import { texts as basicTexts } from "../../../words/basic/texts.en.ts";
import { form as texts } from "./texts.en.ts";

type PasswordFormProps = {
  email: string | undefined;
  label: string;
  onSignedIn: () => Promise<unknown>;
  onChallenge: (challenge: SecondFactorChallenge) => void;
};

const required = (value: string) => (value.trim() === "" ? basicTexts.required : null);

/** A username that looks like an address is the account's own address. */
const nameOf = (typed: string) => (/@.*\./s.test(typed) ? { email: typed } : { username: typed });

export function PasswordForm({ email, label, onSignedIn, onChallenge }: PasswordFormProps) {
  const { form, submit, isPending, error } = useSending({
    initialValues: { name: email ?? "", password: "" },
    validate: { name: required, password: (value) => (value === "" ? basicTexts.required : null) },
    send: async ({ name, password }) => {
      try {
        await plainClient.auth.login({ ...nameOf(name), password });
      } catch (refusal) {
        if (!isErrorCode(refusal, "SECOND_FACTOR_REQUIRED")) throw refusal;
        return onChallenge(refusal.data.secondFactor);
      }
      await onSignedIn();
    },
  });
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        {error ? <ErrorNotice error={error} hint={hintOf(error)} /> : null}
        <TextInput
          label={email === undefined ? texts.name : basicTexts.email}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          required
          readOnly={email !== undefined}
          key={form.key("name")}
          {...form.getInputProps("name")}
        />
        <PasswordInput
          label={basicTexts.password}
          autoComplete="current-password"
          required
          data-autofocus={email === undefined ? undefined : true}
          key={form.key("password")}
          {...form.getInputProps("password")}
        />
        <SubmitButton isPending={isPending}>{label}</SubmitButton>
      </Stack>
    </form>
  );
}

function hintOf(error: unknown): string | undefined {
  if (isErrorCode(error, "INVALID_CREDENTIALS"))
    return canMail ? texts.wrongNames : texts.wrongNamesWithoutEmail;
  if (isErrorCode(error, "EMAIL_NOT_VERIFIED"))
    return canMail ? texts.notVerified : texts.notVerifiedWithoutEmail;
  return undefined;
}
