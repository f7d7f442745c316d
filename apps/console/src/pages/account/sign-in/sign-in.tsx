import type { SecondFactorChallenge } from "@caretype/client";
import { Divider, Stack } from "@mantine/core";
import { IconFingerprint } from "@tabler/icons-react";
import { Suspense, useState } from "react";
import { useAction } from "../../../kit/behavior/use-action.ts";
import { lazyPart } from "../../../kit/connection/load-code.ts";
import { SubmitButton } from "../../../kit/form/submit-button.tsx";
import { Notice } from "../../../kit/notice/notice.tsx";
import { PasswordForm } from "./password-form.tsx";
import { texts as signInTexts } from "./texts.en.ts";

/** Most sign-ins have none. */
const SecondStep = lazyPart(() => import("./second-step.tsx"), "SecondStep");

type SignInProps = {
  /** The account's address; left out, the user enters it. */
  email?: string;
  /** The label of the submit button. */
  label?: string;
  /** Whether to offer passkeys. A passkey's account is known only after it is used. */
  hasPasskeys?: boolean;
  /** Accepts passkeys of this account only. */
  passkeysOf?: string;
  onSignedIn: () => Promise<unknown>;
};

/** Signs in by password and second factor, or by a passkey alone. */
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
      <Suspense>
        <SecondStep
          challenge={challenge}
          label={label}
          onSignedIn={onSignedIn}
          onExpired={restart}
          onBack={() => setChallenge(null)}
        />
      </Suspense>
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
  () => import("../../../session/reauthentication/passkey-notice.tsx"),
  "PasskeyNotice",
);

type PasskeySignInProps = {
  /** The only account that may sign in; undefined: any. */
  accountId: string | undefined;
  onSignedIn: () => Promise<unknown>;
};

/** The browser lists its passkeys, so nothing is typed. */
function PasskeySignIn({ accountId, onSignedIn }: PasskeySignInProps) {
  const signIn = useAction(async () => {
    await (await import("../../../session/reauthentication/passkeys.ts")).signInWithPasskey(accountId);
    await onSignedIn();
  });
  return (
    <Stack>
      <Divider label={signInTexts.form.or} />
      <Suspense>{signIn.isError ? <PasskeyNotice error={signIn.error} /> : null}</Suspense>
      <SubmitButton
        variant="default"
        leftSection={<IconFingerprint size={18} aria-hidden />}
        isPending={signIn.isPending}
        onClick={() => void signIn.run()}
      >
        {signInTexts.form.withPasskey}
      </SubmitButton>
    </Stack>
  );
}
