import type { AccountId, RouterOutputs } from "@caretype/client";
import { Badge, Code } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { api, caretype } from "../api.ts";
import { notifyDone } from "../shell/notice/notify.tsx";
import { ConfirmButton } from "../shell/section/confirm-button.tsx";
import { nextPage } from "../shell/section/next-page.ts";
import { PagedList } from "../shell/section/paged-list.tsx";
import { Row } from "../shell/section/row.tsx";
import { Section } from "../shell/section/section.tsx";
import { formatInstant } from "../shell/text/format.ts";
import { withNames } from "../shell/text/with-names.ts";
import { invalidateStaff } from "./staff-cache.ts";

/** The API keys that an account has created, in all practices. */
export function AccountKeys({ accountId }: { accountId: AccountId }) {
  const query = useInfiniteQuery(
    api.staff.apiKeys.infiniteQueryOptions({ id: accountId, limit: 20 }, nextPage),
  );
  return (
    <Section title="API keys">
      <PagedList query={query} skeletonHeight={60} empty="None.">
        {(key) => <KeyRow key={key.id} apiKey={key} />}
      </PagedList>
    </Section>
  );
}

type KeyRowProps = { apiKey: RouterOutputs["staff"]["apiKeys"]["items"][number] };

function KeyRow({ apiKey }: KeyRowProps) {
  const { name, hint, practiceName, createdAt, lastUsedAt, expiresAt, revokedAt } = apiKey;
  const facts = [
    `created ${formatInstant(createdAt)}`,
    lastUsedAt === null ? "never used" : `last used ${formatInstant(lastUsedAt)}`,
    expiresAt === null ? null : `ends ${formatInstant(expiresAt)}`,
    revokedAt === null ? null : `revoked ${formatInstant(revokedAt)}`,
  ];
  return (
    <Row
      title={name}
      badge={
        <>
          <Code>{hint}…</Code>
          {revokedAt === null ? null : (
            <Badge variant="default" tt="none">
              Revoked
            </Badge>
          )}
        </>
      }
      facts={withNames`In ${practiceName}, ${facts.filter((fact) => fact !== null).join(", ")}`}
      actions={revokedAt === null ? <Revoke apiKey={apiKey} /> : null}
    />
  );
}

function Revoke({ apiKey: { id, name, practiceName } }: KeyRowProps) {
  return (
    <ConfirmButton
      label="Revoke"
      name={`Revoke ${name}`}
      question={withNames`Revoke “${name}”?`}
      consequence={withNames`Programs that use it are refused from their next request. ${practiceName} sees this in its audit.`}
      onConfirm={async () => {
        await caretype.staff.revokeApiKey.mutate({ id });
        notifyDone(withNames`“${name}” is revoked`);
        await invalidateStaff();
      }}
    />
  );
}
