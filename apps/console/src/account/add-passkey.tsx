import { Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { focusOnce } from "../session/focus-once.ts";
import { PasskeyNotice } from "../session/passkey-notice.tsx";
import { SubmitButton } from "../session/submit-button.tsx";
import { useSending } from "../session/use-sending.ts";
import { notifyDone } from "../shell/notify.tsx";

type AddPasskeyProps = { onAdded: (recoveryCodes: readonly string[] | null) => Promise<unknown> };

export function AddPasskey({ onAdded }: AddPasskeyProps) {
  const [isOpen, { open, close }] = useDisclosure();
  if (!("PublicKeyCredential" in globalThis)) return <Text size="sm">This browser has no passkeys.</Text>;
  if (isOpen) return <AddForm onAdded={onAdded} onClose={close} />;
  return (
    <Button variant="default" size="xs" onClick={open} style={{ alignSelf: "start" }}>
      Add a passkey
    </Button>
  );
}

function AddForm({ onAdded, onClose }: AddPasskeyProps & { onClose: () => void }) {
  const { form, submit, isPending, error } = useSending({
    initialValues: { name: "" },
    validate: { name: (value) => (value.trim() === "" ? "Required" : null) },
    send: async ({ name }) => {
      const { addPasskey } = await import("../session/passkeys.ts");
      const { recoveryCodes } = await addPasskey(name);
      onClose();
      notifyDone("The passkey is added: you can sign in with it.");
      await onAdded(recoveryCodes);
    },
  });
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        {error ? <PasskeyNotice error={error} /> : null}
        <TextInput
          label="Name of the passkey"
          description="So that you know it later, such as “work laptop”."
          required
          ref={focusOnce}
          key={form.key("name")}
          {...form.getInputProps("name")}
        />
        <Group>
          <SubmitButton isPending={isPending}>Add the passkey</SubmitButton>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
