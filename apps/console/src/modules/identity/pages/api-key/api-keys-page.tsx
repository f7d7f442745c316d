import type { ApiKey } from "@caretype/client";
import { Badge, Code, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconPlus } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { useSingleMutation } from "../../../../kit/behavior/use-single-mutation.ts";
import { Dialog } from "../../../../kit/dialog/dialog.tsx";
import { fieldErrors } from "../../../../kit/form/field-messages.ts";
import { FormFrame } from "../../../../kit/form/form-frame.tsx";
import { ErrorNotice } from "../../../../kit/notice/error-notice.tsx";
import { notifyDone } from "../../../../kit/notice/notify.tsx";
import { Page } from "../../../../kit/page/page.tsx";
import { ConfirmButton } from "../../../../kit/section/confirm-button.tsx";
import { PagedList } from "../../../../kit/section/paged-list.tsx";
import { Row } from "../../../../kit/section/row.tsx";
import { Section } from "../../../../kit/section/section.tsx";
import { SmallButton } from "../../../../kit/theme/plain-button.tsx";
import { api, caretype, readAgain } from "../../../../session/client/api.ts";
import { usePractice } from "../../../../session/client/use-practice.ts";
import { Parts } from "../../../../session/module/parts.tsx";
import { permitted } from "../../../../session/route/permitted.tsx";
import { commonTexts } from "../../../../words/common/common.ts";
import { formatInstant } from "../../../../words/format/format.ts";
import { ButtonLink, SmallLink } from "../../../../words/format/links.tsx";
import { ExpiryField } from "./expiry-field.tsx";
import { closesByButton, SecretOnce } from "./secret-once.tsx";
import { texts as apiKeyTexts, facts, list as texts } from "./texts.en.ts";

export const ApiKeysPage = permitted("api-key:manage", ApiKeys);

function ApiKeys() {
  const query = useInfiniteQuery(api.apiKey.list.infiniteQueryOptions({ limit: 100 }));
  const practice = usePractice();
  const toNew = (
    <ButtonLink to="/api-keys/new" leftSection={<IconPlus size={16} aria-hidden />}>
      {apiKeyTexts.create}
    </ButtonLink>
  );
  return (
    <Page title={apiKeyTexts.title} actions={toNew} width="reading">
      <Section title={apiKeyTexts.list.title} about={apiKeyTexts.list.about}>
        <PagedList query={query} skeletonHeight={120} empty={apiKeyTexts.list.empty}>
          {(apiKey) => <ApiKeyRow key={apiKey.id} apiKey={apiKey} />}
        </PagedList>
      </Section>
      {practice ? <Parts key={practice.id} of="apiKeys" with={{ practice }} /> : null}
    </Page>
  );
}

function ApiKeyRow({ apiKey }: { apiKey: ApiKey }) {
  const { name, hint, permissions, revokedAt } = apiKey;
  return (
    <Row
      title={name}
      badge={
        <>
          <Code>{hint}…</Code>
          <State apiKey={apiKey} />
        </>
      }
      facts={
        <>
          {factsOf(apiKey)}
          <br />
          {texts.permissions(permissions.join(", "))}
        </>
      }
      actions={revokedAt === null ? <Actions apiKey={apiKey} /> : null}
    />
  );
}

const isPast = (instant: string | null) => instant !== null && Date.parse(instant) <= Date.now();

function State({ apiKey: { revokedAt, expiresAt } }: { apiKey: ApiKey }) {
  if (revokedAt === null && !isPast(expiresAt)) return null;
  return <Badge variant="default">{revokedAt === null ? texts.isExpired : texts.isRevoked}</Badge>;
}

function factsOf({ createdAt, createdByName, expiresAt, lastUsedAt, revokedAt }: ApiKey): ReactNode {
  const at = formatInstant(createdAt);
  const created = createdByName ? facts.createdBy(at, createdByName) : facts.created(at);
  const used = lastUsedAt === null ? facts.neverUsed : facts.lastUsed(formatInstant(lastUsedAt));
  return facts.all(created, used, endOf(revokedAt, expiresAt));
}

function endOf(revokedAt: string | null, expiresAt: string | null): string {
  if (revokedAt !== null) return facts.revoked(formatInstant(revokedAt));
  if (expiresAt === null) return facts.neverExpires;
  const at = formatInstant(expiresAt);
  return isPast(expiresAt) ? facts.expired(at) : facts.expires(at);
}

function Actions({ apiKey }: { apiKey: ApiKey }) {
  const { id, name } = apiKey;
  const [isReplacing, replacing] = useDisclosure();
  const [secret, setSecret] = useState<string | null>(null);
  const close = () => {
    setSecret(null);
    replacing.close();
  };
  return (
    <>
      <SmallLink label={commonTexts.edit} to="/api-keys/$id" params={{ id }} name={texts.editOf(name)} />
      <SmallButton label={texts.replace} name={texts.replaceOf(name)} onClick={replacing.open} />
      <Dialog
        opened={isReplacing}
        onClose={close}
        title={
          secret === null ? apiKeyTexts.replacing.title(apiKey.name) : apiKeyTexts.secret.title(apiKey.name)
        }
        {...(secret !== null && closesByButton)}
      >
        {secret === null ? (
          <ReplaceForm apiKey={apiKey} onClose={close} onMade={setSecret} />
        ) : (
          <SecretOnce secret={secret} onSaved={close} />
        )}
      </Dialog>
      <ConfirmButton
        label={texts.revoke}
        name={texts.revokeOf(name)}
        question={texts.askRevoke(name)}
        consequence={texts.revokeMeans}
        onConfirm={async () => {
          await caretype.apiKey.revoke.mutate({ id });
          notifyDone(texts.isNowRevoked(name));
          await readAgain(api.apiKey);
        }}
      />
    </>
  );
}

type ReplaceFormProps = { apiKey: ApiKey; onClose: () => void; onMade: (key: string) => void };

function ReplaceForm({ apiKey: { id, version, expiresAt: before }, onClose, onMade }: ReplaceFormProps) {
  const [expiresAt, setExpiresAt] = useState<string | null | undefined>();
  const rotate = useSingleMutation(
    api.apiKey.rotate.mutationOptions({
      gcTime: 0,
      onSuccess: ({ key }) => onMade(key),
      onSettled: () => readAgain(api.apiKey),
    }),
  );
  const atField = rotate.isError ? fieldErrors(rotate.error).expiresAt?.join(". ") : undefined;
  return (
    <FormFrame
      refusal={rotate.isError && !atField ? <ErrorNotice error={rotate.error} /> : null}
      onSubmit={() => rotate.mutate({ id, expectedVersion: version, expiresAt })}
      onCancel={onClose}
      isCancelFocused
      submitLabel={apiKeyTexts.list.replace}
      isPending={rotate.isPending}
    >
      <Text size="sm">{apiKeyTexts.replacing.about}</Text>
      <ExpiryField
        before={before}
        initial="same"
        onChange={(chosen) => {
          rotate.reset();
          setExpiresAt(chosen);
        }}
        error={atField}
      />
    </FormFrame>
  );
}
