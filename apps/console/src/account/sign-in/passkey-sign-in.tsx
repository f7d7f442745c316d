import { Button } from "../../plain/button.tsx";
import { Icon } from "../../plain/icons.tsx";
import { Divider, Stack } from "../../plain/layout.tsx";
import { PasskeyNotice } from "../../session/passkey-notice.tsx";
import { useAction } from "../../shell/behavior/use-action.ts";
import { signInTexts } from "../../texts/sign-in.ts";

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
      {signIn.isError ? <PasskeyNotice error={signIn.error} /> : null}
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
