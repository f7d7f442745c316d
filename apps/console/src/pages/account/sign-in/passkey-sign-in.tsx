import { Divider, Stack } from "@mantine/core";
import { IconFingerprint } from "@tabler/icons-react";
import { Suspense } from "react";
import { useAction } from "../../../kit/behavior/use-action.ts";
import { lazyPart } from "../../../kit/connection/load-code.ts";
import { SubmitButton } from "../../../kit/form/submit-button.tsx";
import { signInTexts } from "../../../words/texts/sign-in.ts";

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
export function PasskeySignIn({ accountId, onSignedIn }: PasskeySignInProps) {
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
