import { isErrorCode, type SecondFactorChallenge } from "@caretype/client";
import { Stack, Text } from "@mantine/core";
import { PlainButton } from "../../../../../kit/theme/plain-button.tsx";
import { plainClient } from "../../../../../session/client/client.ts";
import { SecondFactorForm } from "../../../../../session/reauthentication/second-factor-form.tsx";
import { texts as basicTexts } from "../../../../../words/basic/texts.en.ts";
import { texts as signInTexts } from "./texts.en.ts";

type SecondStepProps = {
  label: string;
  onSignedIn: () => Promise<unknown>;
  challenge: SecondFactorChallenge;
  /** No attempts are left. */
  onExpired: () => void;
  onBack: () => void;
};

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
          complete(async () =>
            (await import("../../../../../session/reauthentication/passkeys.ts")).completeWithPasskey(
              challenge,
            ),
          )
        }
      />
      <PlainButton label={basicTexts.back} onClick={onBack} />
    </Stack>
  );
}
