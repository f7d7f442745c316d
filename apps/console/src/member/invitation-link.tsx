import { Button, CopyButton, Stack, Text, TextInput } from "@mantine/core";
import { IconCopy } from "@tabler/icons-react";
import { Notice } from "../session/notice.tsx";
import { nothingIsSent } from "../shell/text/server-facts.ts";

/** An invitation link for the inviter to pass on, as no email is sent. */
export type SharedInvitation = { email: string; link: string };

/** Shows an invitation link once. The server cannot return it again. */
export function InvitationLink({ email, link }: SharedInvitation) {
  return (
    <Notice is="caution" title={nothingIsSent}>
      <Stack gap="xs" align="start">
        <Text size="sm" style={{ overflowWrap: "anywhere" }}>
          Send this link to {email} yourself, in private. It is shown only once, and does not verify their
          address.
        </Text>
        <TextInput
          label={`Link for ${email}`}
          readOnly
          w="100%"
          value={link}
          onFocus={({ currentTarget }) => currentTarget.select()}
        />
        <CopyButton value={link}>
          {({ copied, copy }) => (
            <Button
              variant="default"
              size="xs"
              leftSection={<IconCopy size={14} aria-hidden />}
              onClick={copy}
            >
              {copied ? "Copied" : "Copy the link"}
            </Button>
          )}
        </CopyButton>
      </Stack>
    </Notice>
  );
}
