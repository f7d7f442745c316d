import { Badge, Button, Group, Stack, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { api } from "../../api.ts";
import { useMe } from "../../session/use-practice.ts";
import { ErrorNotice } from "../../shell/notice/error-notice.tsx";
import { notifyDone } from "../../shell/notice/notify.tsx";
import { Section } from "../../shell/section/section.tsx";
import { formatInstant } from "../../shell/text/format.ts";
import { canMail, nothingIsSent } from "../../shell/text/server-facts.ts";
import { ChangeEmail } from "./change-email.tsx";
import { ChangeName } from "./change-name.tsx";

export function Profile() {
  const { name, username, email, emailVerified, isStaff, createdAt } = useMe();
  const facts = [
    { label: "Name", value: name },
    { label: "Username", value: username },
    { label: "Account since", value: formatInstant(createdAt) },
  ];
  return (
    <Stack>
      <Section title="Profile" actions={isStaff ? <Badge variant="default">Staff</Badge> : null}>
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
      <Section title="Email address">
        <Group gap="xs">
          <Text>{email}</Text>
          <Badge variant="default">{emailVerified ? "Verified" : "Not verified"}</Badge>
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
      onSuccess: () =>
        notifyDone(
          canMail
            ? `A link was sent to ${email}. Only the newest link works.`
            : `${nothingIsSent} Ask the server's administrator for the link.`,
        ),
    }),
  );
  return (
    <Stack gap="xs" align="start">
      {mail.isError ? <ErrorNotice error={mail.error} /> : null}
      <Button size="xs" variant="default" loading={mail.isPending} onClick={() => mail.mutate()}>
        {canMail ? "Send a verification link" : "Request a verification link"}
      </Button>
    </Stack>
  );
}
