import { Suspense } from "react";
import { Button } from "../../plain/button.tsx";
import { Icon } from "../../plain/icons.tsx";
import { Divider, Stack } from "../../plain/layout.tsx";
import { useAction } from "../../shell/behavior/use-action.ts";
import { lazyPart } from "../../shell/connection/load-code.ts";
import { signInTexts } from "../../texts/sign-in.ts";

const PasskeyNotice = lazyPart(() => import("../../session/passkey-notice.tsx"), "PasskeyNotice");

type PasskeySignInProps = {
  /** The only account that may sign in; undefined: any. */
  accountId: string | undefined;
  onSignedIn: () => Promise<unknown>;
};

/** The browser lists its passkeys, so nothing is typed. */
export function PasskeySignIn({ accountId, onSignedIn }: PasskeySignInProps) {
  const signIn = useAction(async () => {
    await (await import("../../session/passkeys.ts")).signInWithPasskey(accountId);
    await onSignedIn();
  });
  return (
    <Stack>
      <Divider label={signInTexts.form.or} />
      <Suspense>{signIn.isError ? <PasskeyNotice error={signIn.error} /> : null}</Suspense>
      <Button
        variant="default"
        icon={<Icon name="fingerprint" size={18} />}
        isPending={signIn.isPending}
        onClick={() => void signIn.run()}
      >
        {signInTexts.form.withPasskey}
      </Button>
    </Stack>
  );
}
