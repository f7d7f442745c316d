import type { ApiKey } from "@caretype/client";
import { Button, Group, Stack, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Dialog } from "../../kit/dialog/dialog.tsx";
import { fieldErrors } from "../../kit/form/field-messages.ts";
import { ErrorNotice } from "../../kit/notice/error-notice.tsx";
import { api, queryClient } from "../../session/client/api.ts";
import { commonTexts } from "../../words/common/common.ts";
import { ExpiryField } from "./expiry-field.tsx";
import { closesByButton, SecretOnce } from "./secret-once.tsx";
import { texts as apiKeyTexts } from "./texts.en.ts";

type ReplaceDialogProps = { apiKey: ApiKey; opened: boolean; onClose: () => void };

/** Replaces a key that leaked or expires, then shows the new one. */
export function ReplaceDialog({ apiKey, opened, onClose }: ReplaceDialogProps) {
  const [secret, setSecret] = useState<string | null>(null);
  const close = () => {
    setSecret(null);
    onClose();
  };
  return (
    <Dialog
      opened={opened}
      onClose={close}
      title={
        secret === null ? apiKeyTexts.replacing.title(apiKey.name) : apiKeyTexts.secret.title(apiKey.name)
      }
      {...(secret !== null && closesByButton)}
    >
      {secret === null ? (
        <ReplaceForm apiKey={apiKey} onClose={close} onMade={setSecret} />
      ) : (
        <SecretOnce secret={secret} onSaved={close} />
      )}
    </Dialog>
  );
}

type ReplaceFormProps = { apiKey: ApiKey; onClose: () => void; onMade: (key: string) => void };

function ReplaceForm({ apiKey: { id, version, expiresAt: before }, onClose, onMade }: ReplaceFormProps) {
  const [expiresAt, setExpiresAt] = useState<string | null | undefined>();
  const rotate = useMutation(
    api.apiKey.rotate.mutationOptions({
      gcTime: 0,
      onSuccess: ({ key }) => onMade(key),
      onSettled: () => queryClient.invalidateQueries(api.apiKey.pathFilter()),
    }),
  );
  const atField = rotate.isError ? fieldErrors(rotate.error).expiresAt?.join(". ") : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!rotate.isPending) rotate.mutate({ id, expectedVersion: version, expiresAt });
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <Text size="sm">{apiKeyTexts.replacing.about}</Text>
        {rotate.isError && !atField ? <ErrorNotice error={rotate.error} /> : null}
        <ExpiryField before={before} initial="same" onChange={setExpiresAt} error={atField} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            {commonTexts.cancel}
          </Button>
          <Button type="submit" loading={rotate.isPending}>
            {apiKeyTexts.list.replace}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
