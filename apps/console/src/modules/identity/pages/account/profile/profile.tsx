import { RequestEmailChange, UpdateAccount } from "@caretype/identity/account/schema";
import { Badge, Group, PasswordInput, Stack, Text, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useState } from "react";
import { useSingleMutation } from "../../../../../kit/behavior/use-single-mutation.ts";
import { schemaResolver } from "../../../../../kit/form/field-messages.ts";
import { ErrorNotice } from "../../../../../kit/notice/error-notice.tsx";
import { ChangedSince, notifyDone } from "../../../../../kit/notice/notify.tsx";
import { Section } from "../../../../../kit/section/section.tsx";
import { canMail } from "../../../../../kit/settings/server-facts.ts";
import { Dimmed } from "../../../../../kit/theme/dimmed.tsx";
import { SmallButton } from "../../../../../kit/theme/plain-button.tsx";
import { api, caretype, queryClient } from "../../../../../session/client/api.ts";
import { useMe } from "../../../../../session/client/use-practice.ts";
import { NameForm } from "../../../../../session/form/name-form.tsx";
import { SentForm } from "../../../../../session/form/sent-form.tsx";
import { useSending } from "../../../../../session/form/use-sending.ts";
import { texts as accessTexts } from "../../../../../session/reauthentication/texts.en.ts";
import { commonTexts } from "../../../../../words/common/common.ts";
import { formatInstant } from "../../../../../words/format/format.ts";
import { MailedNotice } from "../mailed-notice.tsx";
import { texts as accountTexts, profile as changeNameTexts, email as texts } from "../texts.en.ts";

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
            <Dimmed w={110}>{label}</Dimmed>
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
  const mail = useSingleMutation(
    api.account.requestVerification.mutationOptions({
      onSuccess: () => notifyDone(canMail ? texts.verificationIsSent(email) : texts.askForVerification),
    }),
  );
  return (
    <Stack gap="xs" align="start">
      {mail.isError ? <ErrorNotice error={mail.error} /> : null}
      <SmallButton
        label={canMail ? texts.sendVerification : texts.requestVerification}
        loading={mail.isPending}
        onClick={() => mail.mutate()}
      />
    </Stack>
  );
}

const check = schemaResolver(UpdateAccount);

function ChangeName({ name }: { name: string }) {
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
          queryClient.setQueryData(api.account.me.queryKey(), account);
          // Lists, histories and the access log contain the account's name.
          void queryClient.invalidateQueries();
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

const checkEmail = schemaResolver(RequestEmailChange);

/** Nothing changes until the emailed link is opened. The form does not reveal whether the address is taken. */
function ChangeEmail() {
  const [isOpen, { open, close }] = useDisclosure();
  const [mailedTo, setMailedTo] = useState<string | null>(null);
  if (isOpen)
    return (
      <ChangeForm
        onCancel={close}
        onMailed={(to) => {
          setMailedTo(to);
          close();
        }}
      />
    );
  return (
    <Stack gap="sm" align="start">
      {mailedTo === null ? null : (
        <MailedNotice
          sent={accessTexts.isSent(mailedTo)}
          next={texts.openIt}
          unsent={texts.askForLink(mailedTo)}
        />
      )}
      <SmallButton label={texts.change} onClick={open} />
    </Stack>
  );
}

function ChangeForm({ onCancel, onMailed }: { onCancel: () => void; onMailed: (to: string) => void }) {
  const sending = useSending({
    initialValues: { newEmail: "", currentPassword: "" },
    validate: checkEmail,
    send: async (values) => {
      await caretype.account.requestEmailChange.mutate(values);
      onMailed(values.newEmail);
    },
  });
  const { form } = sending;

  return (
    <SentForm
      sending={sending}
      submitLabel={canMail ? accessTexts.sendLink : accessTexts.requestLink}
      onCancel={onCancel}
    >
      <TextInput
        label={texts.new}
        type="email"
        autoComplete="email"
        required
        {...form.getInputProps("newEmail")}
      />
      <PasswordInput
        label={commonTexts.yourPassword}
        autoComplete="current-password"
        required
        {...form.getInputProps("currentPassword")}
      />
    </SentForm>
  );
}
