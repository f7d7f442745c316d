import type { Passkey } from "@caretype/client";
import { Badge, Button, Group, Stack, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { caretype } from "../../api.ts";
import { focusOnce } from "../../session/focus-once.ts";
import { SubmitButton } from "../../session/submit-button.tsx";
import { useSending } from "../../session/use-sending.ts";
import { ErrorNotice } from "../../shell/notice/error-notice.tsx";
import { notifyDone } from "../../shell/notice/notify.tsx";
import { ConfirmButton } from "../../shell/section/confirm-button.tsx";
import { Row } from "../../shell/section/row.tsx";
import { formatInstant } from "../../shell/text/format.ts";
import { withNames } from "../../shell/text/with-names.ts";

type PasskeyRowProps = { passkey: Passkey; onChanged: () => Promise<unknown> };

export function PasskeyRow({ passkey, onChanged }: PasskeyRowProps) {
  const [isRenaming, { open, close }] = useDisclosure();
  if (isRenaming) return <RenameForm passkey={passkey} onChanged={onChanged} onClose={close} />;
  const { id, name, isBackedUp, createdAt, lastUsedAt } = passkey;
  const used = lastUsedAt === null ? "never used" : `last used ${formatInstant(lastUsedAt)}`;
  return (
    <Row
      title={name}
      badge={
        isBackedUp ? (
          <Badge variant="default" size="sm">
            Synced
          </Badge>
        ) : null
      }
      facts={`Added ${formatInstant(createdAt)}, ${used}`}
      actions={
        <>
          <Button variant="default" size="xs" aria-label={`Rename ${name}`} onClick={open}>
            Rename
          </Button>
          <ConfirmButton
            label="Remove"
            name={`Remove ${name}`}
            question={withNames`Remove “${name}”?`}
            consequence="It no longer signs you in. Without another passkey or an authenticator app, your password alone does, and your recovery codes are deleted."
            onConfirm={async () => {
              await caretype.passkey.remove.mutate({ id });
              notifyDone("The passkey is removed.");
              await onChanged();
            }}
          />
        </>
      }
    />
  );
}

function RenameForm({
  passkey: { id, name },
  onChanged,
  onClose,
}: PasskeyRowProps & { onClose: () => void }) {
  const { form, submit, isPending, error } = useSending({
    initialValues: { name },
    validate: { name: (value) => (value.trim() === "" ? "Required" : null) },
    send: async (values) => {
      await caretype.passkey.rename.mutate({ id, ...values });
      await onChanged();
      onClose();
    },
  });
  return (
    <Stack component="li" gap="xs">
      {error ? <ErrorNotice error={error} /> : null}
      <form onSubmit={submit} noValidate>
        <Group align="end">
          <TextInput
            label="Name of the passkey"
            flex={1}
            ref={focusOnce}
            key={form.key("name")}
            {...form.getInputProps("name")}
          />
          <SubmitButton isPending={isPending}>Rename</SubmitButton>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
        </Group>
      </form>
    </Stack>
  );
}
