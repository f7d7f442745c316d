import { Text } from "@mantine/core";
import { notifyDone } from "../../../kit/notice/notify.tsx";
import { NameForm } from "../../../session/form/name-form.tsx";
import { PasskeyNotice } from "../../../session/reauthentication/passkey-notice.tsx";
import { texts as securityTexts } from "./texts.en.ts";

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
        const { addPasskey } = await import("../../../session/reauthentication/own-passkeys.ts");
        const { recoveryCodes } = await addPasskey(name);
        close();
        notifyDone(texts.isAdded);
        await onAdded(recoveryCodes);
      }}
      notice={(error) => <PasskeyNotice error={error} />}
    />
  );
}
