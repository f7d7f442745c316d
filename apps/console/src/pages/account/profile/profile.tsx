import { UpdateAccount } from "@caretype/api/account/schema";
import { Badge, Button, Group, Stack, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { schemaResolver } from "../../../kit/form/field-messages.ts";
import { ErrorNotice } from "../../../kit/notice/error-notice.tsx";
import { ChangedSince, notifyDone } from "../../../kit/notice/notify.tsx";
import { Section } from "../../../kit/section/section.tsx";
import { canMail } from "../../../kit/settings/server-facts.ts";
import { api, caretype } from "../../../session/client/api.ts";
import { useMe } from "../../../session/client/use-practice.ts";
import { NameForm } from "../../../session/form/name-form.tsx";
import { texts as accessTexts } from "../../../session/reauthentication/texts.en.ts";
import { commonTexts } from "../../../words/common/common.ts";
import { formatInstant } from "../../../words/format/format.ts";
import { texts as accountTexts, profile as changeNameTexts, email as texts } from "../texts.en.ts";
import { ChangeEmail } from "./change-email.tsx";

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

const check = schemaResolver(UpdateAccount);

function ChangeName({ name }: { name: string }) {
  const queries = useQueryClient();
  return (
    <NameForm
      opener={changeNameTexts.changeName}
      label={accessTexts.yourName}
      description={changeNameTexts.nameHint}
      submitLabel={commonTexts.change}
      name={name}
      autoComplete="name"
      validate={check}
      send={async (values, close) => {
        const change = async (wanted: string) => {
          const account = await caretype.account.update.mutate({ name: wanted });
          queries.setQueryData(api.account.me.queryKey(), account);
          // Lists, histories and the audit contain the account's name.
          void queries.invalidateQueries();
          return account.name;
        };
        const changed = await change(values.name);
        const undo = async () => {
          if ((await caretype.auth.me()).name !== changed) throw new ChangedSince();
          await change(name);
        };
        notifyDone(changeNameTexts.nameIsChanged(changed), changed === name ? undefined : undo);
        close();
      }}
    />
  );
}
