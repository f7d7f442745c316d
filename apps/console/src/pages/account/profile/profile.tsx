import { Badge, Button, Group, Stack, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { ErrorNotice } from "../../../kit/notice/error-notice.tsx";
import { notifyDone } from "../../../kit/notice/notify.tsx";
import { Section } from "../../../kit/section/section.tsx";
import { canMail } from "../../../kit/settings/server-facts.ts";
import { api } from "../../../session/client/api.ts";
import { useMe } from "../../../session/client/use-practice.ts";
import { commonTexts } from "../../../words/common/common.ts";
import { formatInstant } from "../../../words/format/format.ts";
import { texts as accountTexts } from "../texts.en.ts";
import { ChangeEmail } from "./change-email.tsx";
import { ChangeName } from "./change-name.tsx";

const texts = accountTexts.email;

export function Profile() {
  const { name, username, email, emailVerified, isStaff, createdAt } = useMe();
  const facts = [
    { label: commonTexts.name, value: name },
    { label: accountTexts.profile.username, value: username },
    { label: accountTexts.profile.since, value: formatInstant(createdAt) },
  ];
  return (
    <Stack>
      <Section
        title={accountTexts.profile.title}
        actions={isStaff ? <Badge variant="default">{accountTexts.profile.staff}</Badge> : null}
      >
        {facts.map(({ label, value }) => (
          <Group key={label} gap="xs">
            <Text size="sm" c="dimmed" w={110}>
              {label}
            </Text>
            <Text size="sm" style={{ overflowWrap: "anywhere" }}>
              {value}
            </Text>
          </Group>
        ))}
        <ChangeName name={name} />
      </Section>
      <Section title={commonTexts.email}>
        <Group gap="xs">
          <Text>{email}</Text>
          <Badge variant="default">{emailVerified ? texts.isVerified : texts.isUnverified}</Badge>
        </Group>
        {emailVerified ? null : <VerifyAgain email={email} />}
        <ChangeEmail />
      </Section>
    </Stack>
  );
}

function VerifyAgain({ email }: { email: string }) {
  const mail = useMutation(
    api.account.requestVerification.mutationOptions({
      onSuccess: () => notifyDone(canMail ? texts.verificationIsSent(email) : texts.askForVerification),
    }),
  );
  return (
    <Stack gap="xs" align="start">
      {mail.isError ? <ErrorNotice error={mail.error} /> : null}
      <Button size="xs" variant="default" loading={mail.isPending} onClick={() => mail.mutate()}>
        {canMail ? texts.sendVerification : texts.requestVerification}
      </Button>
    </Stack>
  );
}
