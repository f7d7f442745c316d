import { Text } from "@mantine/core";
import { PasskeyNotice } from "../../session/passkey-notice.tsx";
import { notifyDone } from "../../shell/notice/notify.tsx";
import { NameForm } from "../profile/name-form.tsx";

type AddPasskeyProps = { onAdded: (recoveryCodes: readonly string[] | null) => Promise<unknown> };

export function AddPasskey({ onAdded }: AddPasskeyProps) {
  if (!("PublicKeyCredential" in globalThis))
    return <Text size="sm">This browser does not support passkeys.</Text>;
  return (
    <NameForm
      opener="Add a passkey"
      label="Name of the passkey"
      description="To recognize it later, such as “work laptop”."
      submitLabel="Add the passkey"
      send={async ({ name }, close) => {
        const { addPasskey } = await import("../../session/passkeys.ts");
        const { recoveryCodes } = await addPasskey(name);
        close();
        notifyDone("The passkey is added. You can sign in with it.");
        await onAdded(recoveryCodes);
      }}
      notice={(error) => <PasskeyNotice error={error} />}
    />
  );
}
