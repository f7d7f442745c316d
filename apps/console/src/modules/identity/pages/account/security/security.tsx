import type { Passkey } from "@caretype/client";
import { Badge, Group, Skeleton, Stack, Text, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useSingleMutation } from "../../../../../kit/behavior/use-single-mutation.ts";
import { focusOnce } from "../../../../../kit/focus/focus-once.ts";
import { SubmitButton } from "../../../../../kit/form/submit-button.tsx";
import { ErrorNotice } from "../../../../../kit/notice/error-notice.tsx";
import { notifyDone } from "../../../../../kit/notice/notify.tsx";
import { QueryStates } from "../../../../../kit/page/query-states.tsx";
import { ConfirmButton } from "../../../../../kit/section/confirm-button.tsx";
import { Row } from "../../../../../kit/section/row.tsx";
import { Section } from "../../../../../kit/section/section.tsx";
import { PlainButton, SmallButton } from "../../../../../kit/theme/plain-button.tsx";
import { api, caretype, readAgain } from "../../../../../session/client/api.ts";
import { NameForm } from "../../../../../session/form/name-form.tsx";
import { useSending } from "../../../../../session/form/use-sending.ts";
import { PasskeyNotice } from "../../../../../session/reauthentication/passkey-notice.tsx";
import { commonTexts } from "../../../../../words/common/common.ts";
import { formatInstant } from "../../../../../words/format/format.ts";
import { AppSetUp } from "./app-set-up.tsx";
import { ChangePassword } from "./change-password.tsx";
import { RecoveryCodesDialog } from "./recovery-codes-dialog.tsx";
import { app as authenticatorAppTexts, passkeys as passkeysTexts, codes as texts } from "./texts.en.ts";

export function Security() {
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const status = useQuery(api.secondFactor.status.queryOptions());
  // The first second factor also ends the other sessions.
  const onChanged = async (newCodes?: readonly string[] | null) => {
    if (newCodes) setCodes(newCodes);
    // The server may have refused the practice for lack of a second factor.
    await readAgain(api.secondFactor, api.passkey, api.session, api.practice);
  };
  return (
    <Stack>
      <ChangePassword />
      <QueryStates query={status} skeleton={<Skeleton h={360} />}>
        {(known) => (
          <>
            <AuthenticatorApp confirmedAt={known.totp?.confirmedAt ?? null} onChanged={onChanged} />
            <Passkeys onChanged={onChanged} />
            {known.totp || known.passkeys > 0 ? (
              <Section title={texts.title} about={texts.about}>
                <Text size="sm">
                  {texts.left(known.recoveryCodesLeft)} {adviceOn(known.recoveryCodesLeft)}
                </Text>
                <ConfirmButton
                  label={texts.create}
                  question={texts.askCreate}
                  consequence={texts.createMeans}
                  style={{ alignSelf: "start" }}
                  onConfirm={async () => {
                    const { recoveryCodes } = await caretype.secondFactor.renewRecoveryCodes.mutate();
                    await onChanged(recoveryCodes);
                  }}
                />
              </Section>
            ) : null}
          </>
        )}
      </QueryStates>
      {codes ? <RecoveryCodesDialog codes={codes} onSaved={() => setCodes(null)} /> : null}
    </Stack>
  );
}

const few = 3;

function adviceOn(left: number): string {
  if (left > few) return "";
  return left === 0 ? texts.createNow : texts.createSoon;
}

type PasskeysProps = { onChanged: (recoveryCodes?: readonly string[] | null) => Promise<unknown> };

function Passkeys({ onChanged }: PasskeysProps) {
  const passkeys = useQuery(api.passkey.list.queryOptions());
  return (
    <Section title={passkeysTexts.title} about={passkeysTexts.about}>
      <QueryStates query={passkeys} skeleton={<Skeleton h={60} />}>
        {({ items }) =>
          items.length === 0 ? (
            <Text size="sm">{passkeysTexts.empty}</Text>
          ) : (
            <Stack component="ul" gap="xs" m={0} p={0}>
              {items.map((passkey) => (
                <PasskeyRow key={passkey.id} passkey={passkey} onChanged={onChanged} />
              ))}
            </Stack>
          )
        }
      </QueryStates>
      <AddPasskey onAdded={onChanged} />
    </Section>
  );
}

function AddPasskey({ onAdded }: { onAdded: (recoveryCodes: readonly string[] | null) => Promise<unknown> }) {
  if (typeof PublicKeyCredential === "undefined") return <Text size="sm">{passkeysTexts.unsupported}</Text>;
  return (
    <NameForm
      opener={passkeysTexts.add}
      label={passkeysTexts.name}
      description={passkeysTexts.nameHint}
      submitLabel={passkeysTexts.submit}
      send={async ({ name }, close) => {
        const { addPasskey } = await import("../../../../../session/reauthentication/own-passkeys.ts");
        const { recoveryCodes } = await addPasskey(name);
        close();
        notifyDone(passkeysTexts.isAdded);
        await onAdded(recoveryCodes);
      }}
      notice={(error) => <PasskeyNotice error={error} />}
    />
  );
}

type AuthenticatorAppProps = {
  /** Null without an app. */
  confirmedAt: string | null;
  onChanged: (recoveryCodes?: readonly string[]) => Promise<unknown>;
};

function AuthenticatorApp({ confirmedAt, onChanged }: AuthenticatorAppProps) {
  const setUp = useSingleMutation(api.secondFactor.setUp.mutationOptions({ gcTime: 0 }));
  if (confirmedAt !== null)
    return (
      <Section
        title={authenticatorAppTexts.title}
        about={authenticatorAppTexts.about}
        actions={<Badge variant="default">{authenticatorAppTexts.isOn}</Badge>}
      >
        <Text size="sm">{authenticatorAppTexts.since(formatInstant(confirmedAt))}</Text>
        <ConfirmButton
          label={authenticatorAppTexts.remove}
          question={authenticatorAppTexts.askRemove}
          consequence={authenticatorAppTexts.removeMeans}
          style={{ alignSelf: "start" }}
          onConfirm={async () => {
            await caretype.secondFactor.remove.mutate();
            notifyDone(authenticatorAppTexts.isRemoved);
            await onChanged();
          }}
        />
      </Section>
    );
  return (
    <Section title={authenticatorAppTexts.title} about={authenticatorAppTexts.about}>
      {setUp.isError ? <ErrorNotice error={setUp.error} /> : null}
      {setUp.data ? (
        <AppSetUp
          waiting={setUp.data}
          onCancel={setUp.reset}
          onConfirmed={async (codes) => {
            setUp.reset();
            await onChanged(codes);
          }}
        />
      ) : (
        <SmallButton
          label={authenticatorAppTexts.setUp}
          loading={setUp.isPending}
          onClick={() => setUp.mutate()}
          style={{ alignSelf: "start" }}
        />
      )}
    </Section>
  );
}

type PasskeyRowProps = { passkey: Passkey; onChanged: () => Promise<unknown> };

function PasskeyRow({ passkey, onChanged }: PasskeyRowProps) {
  const [isRenaming, { open, close }] = useDisclosure();
  if (isRenaming) return <RenameForm passkey={passkey} onChanged={onChanged} onClose={close} />;
  const { id, name, isBackedUp, createdAt, lastUsedAt } = passkey;
  const added = formatInstant(createdAt);
  return (
    <Row
      title={name}
      badge={
        isBackedUp ? (
          <Badge variant="default" size="sm">
            {passkeysTexts.isSynced}
          </Badge>
        ) : null
      }
      facts={
        lastUsedAt === null
          ? passkeysTexts.neverUsed(added)
          : passkeysTexts.lastUsed(added, formatInstant(lastUsedAt))
      }
      actions={
        <>
          <SmallButton label={passkeysTexts.rename} name={passkeysTexts.renameOf(name)} onClick={open} />
          <ConfirmButton
            label={commonTexts.remove}
            name={passkeysTexts.removeOf(name)}
            question={passkeysTexts.askRemove(name)}
            consequence={passkeysTexts.removeMeans}
            onConfirm={async () => {
              await caretype.passkey.remove.mutate({ id });
              notifyDone(passkeysTexts.isRemoved);
              await onChanged();
            }}
          />
        </>
      }
    />
  );
}

function RenameForm({
  passkey: { id, name },
  onChanged,
  onClose,
}: PasskeyRowProps & { onClose: () => void }) {
  const { form, submit, isPending, error } = useSending({
    initialValues: { name },
    validate: { name: (value) => (value.trim() === "" ? commonTexts.required : null) },
    send: async (values) => {
      await caretype.passkey.rename.mutate({ id, ...values });
      await onChanged();
      onClose();
    },
  });
  return (
    <Stack component="li" gap="xs">
      {error ? <ErrorNotice error={error} /> : null}
      <form onSubmit={submit} noValidate>
        <Group align="end">
          <TextInput label={passkeysTexts.name} flex={1} ref={focusOnce} {...form.getInputProps("name")} />
          <SubmitButton label={passkeysTexts.rename} isPending={isPending} />
          <PlainButton label={commonTexts.cancel} onClick={onClose} />
        </Group>
      </form>
    </Stack>
  );
}
