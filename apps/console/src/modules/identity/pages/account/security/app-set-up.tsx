import type { RouterOutputs } from "@caretype/client";
import { Code, Group, Image, Stack, Text, TextInput } from "@mantine/core";
import { focusOnce } from "../../../../../kit/focus/focus-once.ts";
import { CopySecret } from "../../../../../kit/secret/copy-secret.tsx";
import { caretype } from "../../../../../session/client/api.ts";
import { SentForm } from "../../../../../session/form/sent-form.tsx";
import { useSending } from "../../../../../session/form/use-sending.ts";
import { texts as accessTexts } from "../../../../../session/reauthentication/texts.en.ts";
import { commonTexts } from "../../../../../words/common/common.ts";
import { app as texts } from "./texts.en.ts";

type AppSetUpProps = {
  waiting: RouterOutputs["secondFactor"]["setUp"];
  onCancel: () => void;
  onConfirmed: (recoveryCodes: readonly string[]) => Promise<unknown>;
};

/** Groups of four are easier to read and type. */
const inGroups = (secret: string) => secret.match(/.{1,4}/g)?.join(" ") ?? secret;

/** Shows the secret as a QR code and as text. A first code proves that the app has it. */
export const AppSetUp = ({ waiting: { qrCode, secret }, onCancel, onConfirmed }: AppSetUpProps) => (
  <Stack gap="sm">
    <Text size="sm">{texts.scan}</Text>
    <Group align="start">
      <Image src={qrCode} alt={texts.qrCode} w={180} h={180} bg="white" p={8} radius="sm" />
      <Stack gap="xs" flex={1} miw={200}>
        <Code p={8} style={{ overflowWrap: "anywhere" }} aria-label={texts.secret}>
          {inGroups(secret)}
        </Code>
        <CopySecret value={secret}>{texts.copySecret}</CopySecret>
      </Stack>
    </Group>
    <ConfirmForm onCancel={onCancel} onConfirmed={onConfirmed} />
  </Stack>
);

function ConfirmForm({ onCancel, onConfirmed }: Omit<AppSetUpProps, "waiting">) {
  const sending = useSending({
    initialValues: { code: "" },
    validate: { code: (value) => (value.trim() === "" ? commonTexts.required : null) },
    send: async (values) => {
      const { recoveryCodes } = await caretype.secondFactor.confirm.mutate(values);
      await onConfirmed(recoveryCodes);
    },
    fieldOf: { INVALID_SECOND_FACTOR: "code" },
    words: { INVALID_SECOND_FACTOR: accessTexts.secondFactor.totp.refusal },
  });
  const { form } = sending;

  return (
    <SentForm sending={sending} submitLabel={texts.turnOn} onCancel={onCancel}>
      <TextInput
        label={accessTexts.secondFactor.totp.label}
        description={texts.codeHint}
        autoComplete="one-time-code"
        inputMode="numeric"
        required
        ref={focusOnce}
        {...form.getInputProps("code")}
      />
    </SentForm>
  );
}
