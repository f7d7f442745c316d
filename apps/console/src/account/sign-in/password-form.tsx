import { isErrorCode, type SecondFactorChallenge } from "@caretype/client";
import { PasswordInput, Stack, TextInput } from "@mantine/core";
import { caretype } from "../../api.ts";
import { SubmitButton } from "../../session/submit-button.tsx";
import { useSending } from "../../session/use-sending.ts";
import { ErrorNotice } from "../../shell/notice/error-notice.tsx";
import { canMail, nothingIsSent } from "../../shell/text/mail.ts";

type PasswordFormProps = {
  email: string | undefined;
  label: string;
  onSignedIn: () => Promise<unknown>;
  onChallenge: (challenge: SecondFactorChallenge) => void;
};

const required = (value: string) => (value.trim() === "" ? "Required" : null);

/** Nobody's username looks like an address, unless it is their own. */
const nameOf = (typed: string) => (/@.*\./s.test(typed) ? { email: typed } : { username: typed });

export function PasswordForm({ email, label, onSignedIn, onChallenge }: PasswordFormProps) {
  const { form, submit, isPending, error } = useSending({
    initialValues: { name: email ?? "", password: "" },
    validate: { name: required, password: (value) => (value === "" ? "Required" : null) },
    send: async ({ name, password }) => {
      try {
        await caretype.auth.login({ ...nameOf(name), password });
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
          label={email === undefined ? "E-mail address or username" : "E-mail address"}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          required
          readOnly={email !== undefined}
          key={form.key("name")}
          {...form.getInputProps("name")}
        />
        <PasswordInput
          label="Password"
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
    return `The name or the password is wrong. After many failures sign-ins are held up for a while${canMail ? "; the account's owner is mailed a link then that lets them in" : ""}.`;
  if (isErrorCode(error, "EMAIL_NOT_VERIFIED"))
    return canMail
      ? "Follow the link in the mail that has just been sent to you, then sign in again."
      : `${nothingIsSent} Ask whoever runs it for the link that verifies your address, then sign in again.`;
  return undefined;
}
