import { isErrorCode, type SecondFactorChallenge } from "@caretype/client";
import { Button, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { caretype } from "../../api.ts";
import { Notice } from "../../session/notice.tsx";
import { SecondFactorForm } from "../../session/second-factor-form.tsx";
import { commonTexts } from "../../texts/common.ts";
import { signInTexts } from "../../texts/sign-in.ts";
import { PasskeySignIn } from "./passkey-sign-in.tsx";
import { PasswordForm } from "./password-form.tsx";

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

type SecondStepProps = Required<Pick<SignInProps, "label" | "onSignedIn">> & {
  challenge: SecondFactorChallenge;
  /** No attempts are left. */
  onExpired: () => void;
  onBack: () => void;
};

function SecondStep({
  challenge: { challenge, methods },
  label,
  onSignedIn,
  onExpired,
  onBack,
}: SecondStepProps) {
  const complete = async (step: () => Promise<unknown>) => {
    try {
      await step();
    } catch (error) {
      if (!isErrorCode(error, "INVALID_SECOND_FACTOR") || error.data.secondFactor) throw error;
      return onExpired();
    }
    await onSignedIn();
  };
  return (
    <Stack>
      <Text size="sm">{signInTexts.form.secondFactor}</Text>
      <SecondFactorForm
        methods={methods}
        label={label}
        onTyped={(typed) => complete(() => caretype.auth.completeLogin({ challenge, ...typed }))}
        onPasskey={() =>
          complete(async () => (await import("../../session/passkeys.ts")).completeWithPasskey(challenge))
        }
      />
      <Button variant="default" onClick={onBack}>
        {commonTexts.back}
      </Button>
    </Stack>
  );
}
