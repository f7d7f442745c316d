import type { ApiKey } from "@caretype/client";
import { Badge, Button, Code } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import type { ReactNode } from "react";
import { api, caretype, queryClient } from "../api.ts";
import { notifyDone } from "../shell/notice/notify.tsx";
import { ConfirmButton } from "../shell/section/confirm-button.tsx";
import { Row } from "../shell/section/row.tsx";
import { formatInstant } from "../shell/text/format.ts";
import { ButtonLink } from "../shell/text/links.tsx";
import { withNames } from "../shell/text/with-names.ts";
import { ReplaceDialog } from "./replace-dialog.tsx";

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
          Permissions: {permissions.join(", ")}
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
      {revokedAt === null ? "Expired" : "Revoked"}
    </Badge>
  );
}

function factsOf({ createdAt, createdByName, expiresAt, lastUsedAt, revokedAt }: ApiKey): ReactNode {
  const made = `Created ${formatInstant(createdAt)}`;
  const used = lastUsedAt === null ? "never used" : `last used ${formatInstant(lastUsedAt)}`;
  const rest = `${used}, ${endOf(revokedAt, expiresAt)}`;
  return createdByName ? withNames`${made} by ${createdByName}, ${rest}` : `${made}, ${rest}`;
}

function endOf(revokedAt: string | null, expiresAt: string | null): string {
  if (revokedAt !== null) return `revoked ${formatInstant(revokedAt)}`;
  if (expiresAt === null) return "never expires";
  return `${isPast(expiresAt) ? "expired" : "expires"} ${formatInstant(expiresAt)}`;
}

function Actions({ apiKey }: { apiKey: ApiKey }) {
  const { id, name } = apiKey;
  const [isReplacing, replacing] = useDisclosure();
  return (
    <>
      <ButtonLink variant="default" size="xs" to="/api-keys/$id" params={{ id }} aria-label={`Edit ${name}`}>
        Edit
      </ButtonLink>
      <Button variant="default" size="xs" aria-label={`Replace ${name}`} onClick={replacing.open}>
        Replace
      </Button>
      <ReplaceDialog opened={isReplacing} apiKey={apiKey} onClose={replacing.close} />
      <ConfirmButton
        label="Revoke"
        name={`Revoke ${name}`}
        question={withNames`Revoke “${name}”?`}
        consequence="Programs that use it are refused from their next request. This cannot be undone."
        onConfirm={async () => {
          await caretype.apiKey.revoke.mutate({ id });
          notifyDone(withNames`“${name}” is revoked`);
          await queryClient.invalidateQueries(api.apiKey.pathFilter());
        }}
      />
    </>
  );
}
