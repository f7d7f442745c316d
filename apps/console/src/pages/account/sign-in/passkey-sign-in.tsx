import { Suspense } from "react";
import { useAction } from "../../../kit/behavior/use-action.ts";
import { lazyPart } from "../../../kit/connection/load-code.ts";
import { Button } from "../../../kit/plain/button.tsx";
import { Icon } from "../../../kit/plain/icons.tsx";
import { Divider, Stack } from "../../../kit/plain/layout.tsx";
import { texts as signInTexts } from "./texts.en.ts";

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
