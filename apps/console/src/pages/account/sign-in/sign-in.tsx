import type { SecondFactorChallenge } from "@caretype/client";
import { Stack } from "@mantine/core";
import { Suspense, useState } from "react";
import { lazyPart } from "../../../kit/connection/load-code.ts";
import { Notice } from "../../../kit/notice/notice.tsx";
import { signInTexts } from "../../../words/texts/sign-in.ts";
import { PasskeySignIn } from "./passkey-sign-in.tsx";
import { PasswordForm } from "./password-form.tsx";

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
