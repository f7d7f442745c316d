import type { Passkey } from "@caretype/client";
import { Badge, Button, Group, Stack, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { focusOnce } from "../../../kit/focus/focus-once.ts";
import { SubmitButton } from "../../../kit/form/submit-button.tsx";
import { ErrorNotice } from "../../../kit/notice/error-notice.tsx";
import { notifyDone } from "../../../kit/notice/notify.tsx";
import { ConfirmButton } from "../../../kit/section/confirm-button.tsx";
import { Row } from "../../../kit/section/row.tsx";
import { SmallButton } from "../../../kit/section/small-button.tsx";
import { caretype } from "../../../session/client/api.ts";
import { useSending } from "../../../session/form/use-sending.ts";
import { commonTexts } from "../../../words/common/common.ts";
import { formatInstant } from "../../../words/format/format.ts";
import { passkeys as texts } from "./texts.en.ts";

type PasskeyRowProps = { passkey: Passkey; onChanged: () => Promise<unknown> };

export function PasskeyRow({ passkey, onChanged }: PasskeyRowProps) {
  const [isRenaming, { open, close }] = useDisclosure();
  if (isRenaming) return <RenameForm passkey={passkey} onChanged={onChanged} onClose={close} />;
  const { id, name, isBackedUp, createdAt, lastUsedAt } = passkey;
  const added = formatInstant(createdAt);
  return (
    <Row
      title={name}
      badge={
        isBackedUp ? (
          <Badge variant="default" size="sm">
            {texts.isSynced}
          </Badge>
        ) : null
      }
      facts={lastUsedAt === null ? texts.neverUsed(added) : texts.lastUsed(added, formatInstant(lastUsedAt))}
      actions={
        <>
          <SmallButton label={texts.rename} name={texts.renameOf(name)} onClick={open} />
          <ConfirmButton
            label={commonTexts.remove}
            name={texts.removeOf(name)}
            question={texts.askRemove(name)}
            consequence={texts.removeMeans}
            onConfirm={async () => {
              await caretype.passkey.remove.mutate({ id });
              notifyDone(texts.isRemoved);
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
    validate: { name: (value) => (value.trim() === "" ? commonTexts.required : null) },
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
          <TextInput label={texts.name} flex={1} ref={focusOnce} {...form.getInputProps("name")} />
          <SubmitButton isPending={isPending}>{texts.rename}</SubmitButton>
          <Button variant="default" onClick={onClose}>
            {commonTexts.cancel}
          </Button>
        </Group>
      </form>
    </Stack>
  );
}
