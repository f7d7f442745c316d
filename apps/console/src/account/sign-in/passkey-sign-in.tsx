import { Button, Divider, Stack } from "@mantine/core";
import { IconFingerprint } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { PasskeyNotice } from "../../session/passkey-notice.tsx";
import { signInTexts } from "../../texts/sign-in.ts";

type PasskeySignInProps = {
  /** The only account that may sign in; undefined: any. */
  accountId: string | undefined;
  onSignedIn: () => Promise<unknown>;
};

/** The browser lists its passkeys, so nothing is typed. */
export function PasskeySignIn({ accountId, onSignedIn }: PasskeySignInProps) {
  const signIn = useMutation({
    mutationFn: async () => (await import("../../session/passkeys.ts")).signInWithPasskey(accountId),
    onSuccess: onSignedIn,
  });
  return (
    <Stack>
      <Divider label={signInTexts.form.or} />
      {signIn.isError ? <PasskeyNotice error={signIn.error} /> : null}
      <Button
        variant="default"
        leftSection={<IconFingerprint size={18} aria-hidden />}
        loading={signIn.isPending}
        onClick={() => signIn.mutate()}
      >
        {signInTexts.form.withPasskey}
      </Button>
    </Stack>
  );
}
