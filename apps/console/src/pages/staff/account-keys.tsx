import type { AccountId, RouterOutputs } from "@caretype/client";
import { Badge, Code } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { notifyDone } from "../../kit/notice/notify.tsx";
import { ConfirmButton } from "../../kit/section/confirm-button.tsx";
import { nextPage } from "../../kit/section/next-page.ts";
import { PagedList } from "../../kit/section/paged-list.tsx";
import { Row } from "../../kit/section/row.tsx";
import { Section } from "../../kit/section/section.tsx";
import { api, caretype } from "../../session/client/api.ts";
import { formatInstant } from "../../words/format/format.ts";
import { invalidateStaff } from "./staff-cache.ts";
import { texts as staffTexts } from "./texts.en.ts";

const texts = staffTexts.keys;

/** The API keys that an account has created, in all practices. */
export function AccountKeys({ accountId }: { accountId: AccountId }) {
  const query = useInfiniteQuery(
    api.staff.apiKeys.infiniteQueryOptions({ id: accountId, limit: 20 }, nextPage),
  );
  return (
    <Section title={texts.title}>
      <PagedList query={query} skeletonHeight={60} empty={texts.empty}>
        {(key) => <KeyRow key={key.id} apiKey={key} />}
      </PagedList>
    </Section>
  );
}

type KeyRowProps = { apiKey: RouterOutputs["staff"]["apiKeys"]["items"][number] };

function KeyRow({ apiKey }: KeyRowProps) {
  const { name, hint, practiceName, createdAt, lastUsedAt, expiresAt, revokedAt } = apiKey;
  const facts = [
    texts.created(formatInstant(createdAt)),
    lastUsedAt === null ? texts.neverUsed : texts.lastUsed(formatInstant(lastUsedAt)),
    expiresAt === null ? null : texts.ends(formatInstant(expiresAt)),
    revokedAt === null ? null : texts.revoked(formatInstant(revokedAt)),
  ];
  return (
    <Row
      title={name}
      badge={
        <>
          <Code>{hint}…</Code>
          {revokedAt === null ? null : (
            <Badge variant="default" tt="none">
              {texts.isRevokedBadge}
            </Badge>
          )}
        </>
      }
      facts={texts.facts(practiceName, facts.filter((fact) => fact !== null).join(", "))}
      actions={revokedAt === null ? <Revoke apiKey={apiKey} /> : null}
    />
  );
}

function Revoke({ apiKey: { id, name, practiceName } }: KeyRowProps) {
  return (
    <ConfirmButton
      label={texts.revoke}
      name={texts.revokeName(name)}
      question={texts.question(name)}
      consequence={texts.consequence(practiceName)}
      onConfirm={async () => {
        await caretype.staff.revokeApiKey.mutate({ id });
        notifyDone(texts.isRevoked(name));
        await invalidateStaff();
      }}
    />
  );
}
