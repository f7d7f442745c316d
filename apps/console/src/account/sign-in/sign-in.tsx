import { isErrorCode, type SecondFactorChallenge } from "@caretype/client";
import { Button, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { caretype } from "../../api.ts";
import { Notice } from "../../session/notice.tsx";
import { SecondFactorForm } from "../../session/second-factor-form.tsx";
import { PasskeySignIn } from "./passkey-sign-in.tsx";
import { PasswordForm } from "./password-form.tsx";

type SignInProps = {
  /** Whose it has to be; left out, they say it. */
  email?: string;
  /** What its button says. */
  label?: string;
  /** Whether it may be by a passkey: whose it is, is known only afterwards. */
  hasPasskeys?: boolean;
  /** The account whose passkeys alone are taken. */
  passkeysOf?: string;
  onSignedIn: () => Promise<unknown>;
};

/** By a password and then a second factor where the account has one, or by a passkey alone. */
export function SignIn(props: SignInProps) {
  const { email, label = "Sign in", hasPasskeys = email === undefined, passkeysOf, onSignedIn } = props;
  const [challenge, setChallenge] = useState<SecondFactorChallenge | null>(null);
  const [isOver, setOver] = useState(false);
  const beginAnew = () => {
    setChallenge(null);
    setOver(true);
  };
  if (challenge)
    return (
      <SecondStep
        challenge={challenge}
        label={label}
        onSignedIn={onSignedIn}
        onOver={beginAnew}
        onBack={() => setChallenge(null)}
      />
    );
  return (
    <Stack>
      {isOver ? (
        <Notice is="caution" title="This took too long, or too many codes were wrong. Begin again." />
      ) : null}
      <PasswordForm email={email} label={label} onSignedIn={onSignedIn} onChallenge={setChallenge} />
      {hasPasskeys ? <PasskeySignIn accountId={passkeysOf} onSignedIn={onSignedIn} /> : null}
    </Stack>
  );
}

type SecondStepProps = Required<Pick<SignInProps, "label" | "onSignedIn">> & {
  challenge: SecondFactorChallenge;
  /** There is no other try. */
  onOver: () => void;
  onBack: () => void;
};

function SecondStep({
  challenge: { challenge, methods },
  label,
  onSignedIn,
  onOver,
  onBack,
}: SecondStepProps) {
  const complete = async (step: () => Promise<unknown>) => {
    try {
      await step();
    } catch (error) {
      if (!isErrorCode(error, "INVALID_SECOND_FACTOR") || error.data.secondFactor) throw error;
      return onOver();
    }
    await onSignedIn();
  };
  return (
    <Stack>
      <Text size="sm">Your password is right. Your account has a second factor: give it, too.</Text>
      <SecondFactorForm
        methods={methods}
        label={label}
        onTyped={(typed) => complete(() => caretype.auth.completeLogin({ challenge, ...typed }))}
        onPasskey={() =>
          complete(async () => (await import("../../session/passkeys.ts")).completeWithPasskey(challenge))
        }
      />
      <Button variant="default" onClick={onBack}>
        Back to the password
      </Button>
    </Stack>
  );
}
