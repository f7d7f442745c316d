import type { ApiKey } from "@caretype/client";
import { Badge, Button, Code } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import type { ReactNode } from "react";
import { notifyDone } from "../../kit/notice/notify.tsx";
import { ConfirmButton } from "../../kit/section/confirm-button.tsx";
import { Row } from "../../kit/section/row.tsx";
import { api, caretype, queryClient } from "../../session/client/api.ts";
import { commonTexts } from "../../words/common/common.ts";
import { formatInstant } from "../../words/format/format.ts";
import { ButtonLink } from "../../words/format/links.tsx";
import { ReplaceDialog } from "./replace-dialog.tsx";
import { texts as apiKeyTexts } from "./texts.en.ts";

const { facts, list: texts } = apiKeyTexts;

export function ApiKeyRow({ apiKey }: { apiKey: ApiKey }) {
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
  return (
    <Badge variant="default" tt="none">
      {revokedAt === null ? texts.isExpired : texts.isRevoked}
    </Badge>
  );
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
  return (
    <>
      <ButtonLink
        variant="default"
        size="xs"
        to="/api-keys/$id"
        params={{ id }}
        aria-label={texts.editOf(name)}
      >
        {commonTexts.edit}
      </ButtonLink>
      <Button variant="default" size="xs" aria-label={texts.replaceOf(name)} onClick={replacing.open}>
        {texts.replace}
      </Button>
      <ReplaceDialog opened={isReplacing} apiKey={apiKey} onClose={replacing.close} />
      <ConfirmButton
        label={texts.revoke}
        name={texts.revokeOf(name)}
        question={texts.askRevoke(name)}
        consequence={texts.revokeMeans}
        onConfirm={async () => {
          await caretype.apiKey.revoke.mutate({ id });
          notifyDone(texts.isNowRevoked(name));
          await queryClient.invalidateQueries(api.apiKey.pathFilter());
        }}
      />
    </>
  );
}
