import { Alert, Button, Group, Stack } from "@mantine/core";
import { useBlocker } from "@tanstack/react-router";
import { focusOnce } from "../../../../kit/focus/focus-once.ts";
import { CopySecret } from "../../../../kit/secret/copy-secret.tsx";
import { SecretField } from "../../../../kit/secret/secret-field.tsx";
import { isSigningOut } from "../../../../session/form/signing-out.ts";
import { secret as texts } from "./texts.en.ts";

export const closesByButton = {
  closeOnEscape: false,
  closeOnClickOutside: false,
  withCloseButton: false,
  // No animation, which would still show the key.
  transitionProps: { duration: 0 },
};

/** Shows a key once. Asks before Back leaves it. */
export function SecretOnce({ secret, onSaved }: { secret: string; onSaved: () => void }) {
  const isLost = () => !isSigningOut();
  useBlocker({ shouldBlockFn: isLost, enableBeforeUnload: isLost });
  return (
    <Stack>
      <Alert color="yellow" title={texts.once}>
        {texts.store}
      </Alert>
      <SecretField label={texts.key} value={secret} ref={focusOnce} />
      <Group justify="space-between">
        <CopySecret value={secret}>{texts.copy}</CopySecret>
        <Button onClick={onSaved}>{texts.isSaved}</Button>
      </Group>
    </Stack>
  );
}
