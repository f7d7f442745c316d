import { Alert, Button, CopyButton, Group, Stack, TextInput } from "@mantine/core";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import { useBlocker } from "@tanstack/react-router";
import { isSigningOut } from "../form/signing-out.ts";
import { focusOnce } from "../session/focus-once.ts";

/** Of the dialog that has it: it closes by its button alone. */
export const closesByButton = {
  closeOnEscape: false,
  closeOnClickOutside: false,
  withCloseButton: false,
  // What closes shows nothing of it any more.
  transitionProps: { duration: 0 },
};

/** A key as it is shown this once: Back does not lead away from it. */
export function SecretOnce({ secret, onKept }: { secret: string; onKept: () => void }) {
  const isLost = () => !isSigningOut();
  useBlocker({ shouldBlockFn: isLost, enableBeforeUnload: isLost });
  return (
    <Stack>
      <Alert color="yellow" title="It is shown this once.">
        Put it where the program reads it, and nowhere that others see. Whoever has it can do what the key
        may.
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
        <Button onClick={onKept}>I have kept it</Button>
      </Group>
    </Stack>
  );
}
