import { isErrorCode, type SecondFactorChallenge } from "@caretype/client";
import { Divider, PasswordInput, Stack, TextInput } from "@mantine/core";
import { IconFingerprint } from "@tabler/icons-react";
import { useState } from "react";
import { useAction } from "../../../../../kit/behavior/use-action.ts";
import { lazyPart } from "../../../../../kit/connection/load-code.ts";
import { SubmitButton } from "../../../../../kit/form/submit-button.tsx";
import { ErrorNotice } from "../../../../../kit/notice/error-notice.tsx";
import { Notice } from "../../../../../kit/notice/notice.tsx";
import { canMail } from "../../../../../kit/settings/server-facts.ts";
import { plainClient } from "../../../../../session/client/client.ts";
import { useSending } from "../../../../../session/form/use-sending.ts";
import { texts as basicTexts } from "../../../../../words/basic/texts.en.ts";
import { texts as signInTexts, form as texts } from "./texts.en.ts";

/** Most sign-ins have none. */
const SecondStep = lazyPart(() => import("./second-step.tsx"), "SecondStep");

type SignInProps = {
  /** The account's address. Omit it to let the user enter one. */
  email?: string;
  label?: string;
  /** Whether to offer passkeys. A passkey's account is known only after it is used. */
  hasPasskeys?: boolean;
  /** Accepts passkeys of this account only. */
  passkeysOf?: string;
  onSignedIn: () => Promise<unknown>;
};

export function SignIn(props: SignInProps) {
  const {
    email,
    label = signInTexts.signIn,
    hasPasskeys = email === undefined,
    passkeysOf,
    onSignedIn,
  } = props;
  const [challenge, setChallenge] = useState<SecondFactorChallenge | null>(null);
  const [isOver, setOver] = useState(false);
  const restart = () => {
    setChallenge(null);
    setOver(true);
  };
  if (challenge)
    return (
      <SecondStep
        challenge={challenge}
        label={label}
        onSignedIn={onSignedIn}
        onExpired={restart}
        onBack={() => setChallenge(null)}
      />
    );
  return (
    <Stack>
      {isOver ? <Notice is="caution" title={signInTexts.form.isOver} /> : null}
      <PasswordForm email={email} label={label} onSignedIn={onSignedIn} onChallenge={setChallenge} />
      {hasPasskeys ? <PasskeySignIn accountId={passkeysOf} onSignedIn={onSignedIn} /> : null}
    </Stack>
  );
}

const PasskeyNotice = lazyPart(
  () => import("../../../../../session/reauthentication/passkey-notice.tsx"),
  "PasskeyNotice",
);

type PasskeySignInProps = {
  /** The only account that may sign in; undefined: any. */
  accountId: string | undefined;
  onSignedIn: () => Promise<unknown>;
};

/** The browser lists its passkeys, so no address is needed. */
function PasskeySignIn({ accountId, onSignedIn }: PasskeySignInProps) {
  const signIn = useAction(async () => {
    await (await import("../../../../../session/reauthentication/passkeys.ts")).signInWithPasskey(accountId);
    await onSignedIn();
  });
  return (
    <Stack>
      <Divider label={signInTexts.form.or} />
      {signIn.isError ? <PasskeyNotice error={signIn.error} /> : null}
      <SubmitButton
        label={signInTexts.form.withPasskey}
        variant="default"
        leftSection={<IconFingerprint size={18} aria-hidden />}
        isPending={signIn.isPending}
        onClick={() => void signIn.run()}
      />
    </Stack>
  );
}

type PasswordFormProps = {
  email: string | undefined;
  label: string;
  onSignedIn: () => Promise<unknown>;
  onChallenge: (challenge: SecondFactorChallenge) => void;
};

const required = (value: string) => (value.trim() === "" ? basicTexts.required : null);

/** A username that looks like an address is the account's own address. */
const nameOf = (typed: string) => (/@[^@.]*\./.test(typed) ? { email: typed } : { username: typed });

function PasswordForm({ email, label, onSignedIn, onChallenge }: PasswordFormProps) {
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
          {...form.getInputProps("name")}
        />
        <PasswordInput
          label={basicTexts.password}
          autoComplete="current-password"
          required
          data-autofocus={email === undefined ? undefined : true}
          {...form.getInputProps("password")}
        />
        <SubmitButton label={label} isPending={isPending} />
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
