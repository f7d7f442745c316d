import { Alert, Button, CopyButton, Group, Stack, TextInput } from "@mantine/core";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import { useBlocker } from "@tanstack/react-router";
import { isSigningOut } from "../form/signing-out.ts";
import { focusOnce } from "../session/focus-once.ts";

/** Props of a dialog that only its button closes. */
export const closesByButton = {
  closeOnEscape: false,
  closeOnClickOutside: false,
  withCloseButton: false,
  // Without an animation, which would still show the key.
  transitionProps: { duration: 0 },
};

/** Shows a key once. Asks before Back leaves it. */
export function SecretOnce({ secret, onSaved }: { secret: string; onSaved: () => void }) {
  const isLost = () => !isSigningOut();
  useBlocker({ shouldBlockFn: isLost, enableBeforeUnload: isLost });
  return (
    <Stack>
      <Alert color="yellow" title="It is shown only once.">
        Store it where only the program can read it. Anybody who has it can use its permissions.
      </Alert>
      <TextInput
        label="Key"
        readOnly
        value={secret}
        ff="monospace"
        ref={focusOnce}
        data-autofocus
        onFocus={({ currentTarget }) => currentTarget.select()}
      />
      <Group justify="space-between">
        <CopyButton value={secret}>
          {({ copied, copy }) => (
            <Button
              variant="default"
              leftSection={copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
              onClick={copy}
            >
              {copied ? "Copied" : "Copy"}
            </Button>
          )}
        </CopyButton>
        <Button onClick={onSaved}>I have saved it</Button>
      </Group>
    </Stack>
  );
}
