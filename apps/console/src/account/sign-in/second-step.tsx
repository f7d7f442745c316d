import { isErrorCode, type SecondFactorChallenge } from "@caretype/client";
import { plainClient } from "../../client.ts";
import { Button } from "../../plain/button.tsx";
import { Stack } from "../../plain/layout.tsx";
import { Text } from "../../plain/text.tsx";
import { SecondFactorForm } from "../../session/second-factor-form.tsx";
import { basicTexts } from "../../texts/basic.ts";
import { signInTexts } from "../../texts/sign-in.ts";

type SecondStepProps = {
  label: string;
  onSignedIn: () => Promise<unknown>;
  challenge: SecondFactorChallenge;
  /** No attempts are left. */
  onExpired: () => void;
  onBack: () => void;
};

/** Asks for the second factor of a sign-in. */
export function SecondStep({
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
        onTyped={(typed) => complete(() => plainClient.auth.completeLogin({ challenge, ...typed }))}
        onPasskey={() =>
          complete(async () => (await import("../../session/passkeys.ts")).completeWithPasskey(challenge))
        }
      />
      <Button variant="default" onClick={onBack}>
        {basicTexts.back}
      </Button>
    </Stack>
  );
}
