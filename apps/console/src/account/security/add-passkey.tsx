import { Text } from "@mantine/core";
import { PasskeyNotice } from "../../session/passkey-notice.tsx";
import { notifyDone } from "../../shell/notice/notify.tsx";
import { securityTexts } from "../../texts/security.ts";
import { NameForm } from "../profile/name-form.tsx";

const texts = securityTexts.passkeys;

type AddPasskeyProps = { onAdded: (recoveryCodes: readonly string[] | null) => Promise<unknown> };

export function AddPasskey({ onAdded }: AddPasskeyProps) {
  if (typeof PublicKeyCredential === "undefined") return <Text size="sm">{texts.unsupported}</Text>;
  return (
    <NameForm
      opener={texts.add}
      label={texts.name}
      description={texts.nameHint}
      submitLabel={texts.submit}
      send={async ({ name }, close) => {
        const { addPasskey } = await import("../../session/own-passkeys.ts");
        const { recoveryCodes } = await addPasskey(name);
        close();
        notifyDone(texts.isAdded);
        await onAdded(recoveryCodes);
      }}
      notice={(error) => <PasskeyNotice error={error} />}
    />
  );
}
