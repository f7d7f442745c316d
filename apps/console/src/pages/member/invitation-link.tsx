import { Stack, Text } from "@mantine/core";
import { Notice } from "../../kit/notice/notice.tsx";
import { CopySecret } from "../../kit/secret/copy-secret.tsx";
import { SecretField } from "../../kit/secret/secret-field.tsx";
import { nothingIsSent } from "../../kit/settings/server-facts.ts";
import { texts as memberTexts } from "./texts.en.ts";

const texts = memberTexts.invite;

/** An invitation link for the inviter to pass on, as no email is sent. */
export type SharedInvitation = { email: string; link: string };

/** Shows an invitation link once. The server cannot return it again. */
export function InvitationLink({ email, link }: SharedInvitation) {
  return (
    <Notice is="caution" title={nothingIsSent}>
      <Stack gap="xs" align="start">
        <Text size="sm" style={{ overflowWrap: "anywhere" }}>
          {texts.handOver(email)}
        </Text>
        <SecretField label={texts.linkFor(email)} value={link} />
        <CopySecret value={link}>{texts.copyLink}</CopySecret>
      </Stack>
    </Notice>
  );
}
