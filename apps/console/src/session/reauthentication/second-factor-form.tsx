import type { SecondFactorChallenge } from "@caretype/client";
import { Stack, TextInput } from "@mantine/core";
import { IconFingerprint } from "@tabler/icons-react";
import { useState } from "react";
import { useAction } from "../../kit/behavior/use-action.ts";
import { focusOnce } from "../../kit/focus/focus-once.ts";
import { SubmitButton } from "../../kit/form/submit-button.tsx";
import { PlainButton } from "../../kit/theme/plain-button.tsx";
import { texts as basicTexts } from "../../words/basic/texts.en.ts";
import { SentForm } from "../form/sent-form.tsx";
import { useSending } from "../form/use-sending.ts";
import { PasskeyNotice } from "./passkey-notice.tsx";
import { secondFactor as texts } from "./texts.en.ts";

type SecondFactorFormProps = {
  methods: SecondFactorChallenge["methods"];
  label: string;
  onTyped: (typed: { code: string } | { recoveryCode: string }) => Promise<unknown>;
  /** Lets the browser ask for a passkey, and sends it. */
  onPasskey: () => Promise<unknown>;
};

type Kind = "totp" | "recoveryCode";

/** Asks for a code, a recovery code or a passkey, whichever the account has. */
export function SecondFactorForm({ methods, label, onTyped, onPasskey }: SecondFactorFormProps) {
  const typed = (["totp", "recoveryCode"] as const).filter((kind) => methods.includes(kind));
  const hasPasskey = methods.includes("passkey");
  // With a passkey and no app, recovery codes are only a fallback.
  const [kind, setKind] = useState<Kind | null>(
    methods.includes("totp") || !hasPasskey ? (typed[0] ?? null) : null,
  );
  const passkey = useAction(onPasskey);
  return (
    <Stack>
      {kind ? <TypedForm key={kind} kind={kind} label={label} onTyped={onTyped} /> : null}
      {passkey.isError ? <PasskeyNotice error={passkey.error} /> : null}
      {hasPasskey ? (
        <SubmitButton
          label={texts.usePasskey}
          variant={kind ? "default" : "filled"}
          leftSection={<IconFingerprint size={18} aria-hidden />}
          isPending={passkey.isPending}
          onClick={() => void passkey.run()}
        />
      ) : null}
      {typed
        .filter((other) => other !== kind)
        .map((other) => (
          <PlainButton key={other} label={texts[other].other} onClick={() => setKind(other)} />
        ))}
    </Stack>
  );
}

function TypedForm({
  kind,
  label,
  onTyped,
}: Pick<SecondFactorFormProps, "label" | "onTyped"> & { kind: Kind }) {
  const { description, label: name, refusal } = texts[kind];
  const field = kind === "totp" ? "code" : "recoveryCode";
  const { form, ...sending } = useSending({
    initialValues: { [field]: "" },
    validate: { [field]: (value: string) => (value.trim() === "" ? basicTexts.required : null) },
    send: (values) => {
      const given = values[field] ?? "";
      return onTyped(kind === "totp" ? { code: given } : { recoveryCode: given });
    },
    fieldOf: { INVALID_SECOND_FACTOR: field },
    words: { INVALID_SECOND_FACTOR: refusal },
  });
  return (
    <SentForm sending={sending} submitLabel={label}>
      <TextInput
        label={name}
        description={description}
        autoComplete={kind === "totp" ? "one-time-code" : "off"}
        inputMode={kind === "totp" ? "numeric" : "text"}
        required
        data-autofocus
        ref={focusOnce}
        key={form.key(field)}
        {...form.getInputProps(field)}
      />
    </SentForm>
  );
}
