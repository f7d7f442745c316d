import type { AccountId, RouterOutputs, Session } from "@caretype/client";
import { Badge, Box, Code, Group, Stack, Text } from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { notifyDone } from "../../../../kit/notice/notify.tsx";
import { Page } from "../../../../kit/page/page.tsx";
import { ReadPage } from "../../../../kit/page/read-page.tsx";
import { ConfirmButton } from "../../../../kit/section/confirm-button.tsx";
import { PagedList } from "../../../../kit/section/paged-list.tsx";
import { Row } from "../../../../kit/section/row.tsx";
import { Section } from "../../../../kit/section/section.tsx";
import { FactList } from "../../../../records/history/fact-list.tsx";
import { api, caretype, readAgain } from "../../../../session/client/api.ts";
import { permitted } from "../../../../session/route/permitted.tsx";
import { commonTexts } from "../../../../words/common/common.ts";
import { formatInstant } from "../../../../words/format/format.ts";
import { PlainLink } from "../../../../words/format/links.tsx";
import { Name } from "../../../../words/format/name.tsx";
import { texts as roleTexts } from "../../../../words/role/texts.en.ts";
import { AccountState, type StaffAccount } from "./account-columns.tsx";
import { ActiveButton } from "./active-button.tsx";
import {
  keys as accountKeysTexts,
  sessions as sessionsTexts,
  texts as staffTexts,
  account as texts,
} from "./texts.en.ts";

const route = getRouteApi("/signed-in/staff/accounts/$id");

export const StaffAccountPage = permitted("staff:accounts", () => {
  const { id } = route.useParams();
  const query = useQuery(api.staff.account.queryOptions({ id }));
  return (
    <ReadPage query={query} title={texts.title} notFound="ACCOUNT_NOT_FOUND">
      {(account) => <AccountDetails account={account} />}
    </ReadPage>
  );
});

function AccountDetails({ account }: { account: StaffAccount }) {
  const { id, name, username } = account;
  const query = useInfiniteQuery(api.staff.apiKeys.infiniteQueryOptions({ id: id, limit: 20 }));
  return (
    <Page
      title={texts.title}
      heading={<span style={{ overflowWrap: "anywhere" }}>{name || username}</span>}
      actions={<PlainLink label={staffTexts.accounts.all} to="/staff/accounts" />}
    >
      <Stack component={Box} maw="var(--width-reading)">
        <Section
          title={texts.title}
          actions={
            <Group gap="xs">
              <AccountState account={account} />
              <ActiveButton account={account} />
            </Group>
          }
        >
          <FactList facts={factsOf(account)} />
        </Section>
        <AccountSessions accountId={id} />
        <Section title={accountKeysTexts.title}>
          <PagedList query={query} skeletonHeight={60} empty={accountKeysTexts.empty}>
            {(key) => <KeyRow key={key.id} apiKey={key} />}
          </PagedList>
        </Section>
      </Stack>
    </Page>
  );
}

const factsOf = (account: StaffAccount) => [
  { label: commonTexts.name, text: account.name || null },
  { label: texts.username, text: account.username },
  {
    label: commonTexts.email,
    text: account.emailVerified ? account.email : texts.unverified(account.email),
  },
  { label: texts.secondFactor, text: account.hasSecondFactor ? commonTexts.yes : commonTexts.no },
  {
    label: staffTexts.accounts.practices,
    text:
      account.practices.length === 0
        ? texts.noPractice
        : account.practices.map(({ id, name, role }) => (
            <div key={id}>
              <Name>{name}</Name>{" "}
              <Text span inherit c="dimmed">
                {roleTexts[role].label}
              </Text>
            </div>
          )),
  },
  { label: texts.created, text: formatInstant(account.createdAt) },
  {
    label: staffTexts.accounts.lastSeen,
    text: account.lastSeenAt === null ? texts.notSignedIn : formatInstant(account.lastSeenAt),
  },
];

type KeyRowProps = { apiKey: RouterOutputs["staff"]["apiKeys"]["items"][number] };

function KeyRow({ apiKey }: KeyRowProps) {
  const { name, hint, practiceName, createdAt, lastUsedAt, expiresAt, revokedAt } = apiKey;
  const facts = [
    accountKeysTexts.created(formatInstant(createdAt)),
    lastUsedAt === null ? accountKeysTexts.neverUsed : accountKeysTexts.lastUsed(formatInstant(lastUsedAt)),
    expiresAt === null ? null : accountKeysTexts.ends(formatInstant(expiresAt)),
    revokedAt === null ? null : accountKeysTexts.revoked(formatInstant(revokedAt)),
  ];
  return (
    <Row
      title={name}
      badge={
        <>
          <Code>{hint}…</Code>
          {revokedAt === null ? null : <Badge variant="default">{accountKeysTexts.isRevokedBadge}</Badge>}
        </>
      }
      facts={accountKeysTexts.facts(practiceName, facts.filter((fact) => fact !== null).join(", "))}
      actions={
        revokedAt === null ? (
          <ConfirmButton
            label={accountKeysTexts.revoke}
            name={accountKeysTexts.revokeName(apiKey.name)}
            question={accountKeysTexts.question(apiKey.name)}
            consequence={accountKeysTexts.consequence(apiKey.practiceName)}
            onConfirm={async () => {
              await caretype.staff.revokeApiKey.mutate({ id: apiKey.id });
              notifyDone(accountKeysTexts.isRevoked(apiKey.name));
              await readAgain(api.staff);
            }}
          />
        ) : null
      }
    />
  );
}

function AccountSessions({ accountId }: { accountId: AccountId }) {
  const query = useInfiniteQuery(api.staff.sessions.infiniteQueryOptions({ id: accountId, limit: 20 }));
  const isSignedIn = query.data?.pages.some(({ items }) => items.length > 0);
  return (
    <Section
      title={sessionsTexts.title}
      actions={
        isSignedIn ? (
          <ConfirmButton
            label={sessionsTexts.endAll}
            question={sessionsTexts.endAllQuestion}
            consequence={sessionsTexts.endAllConsequence}
            onConfirm={async () => {
              await caretype.staff.endSessions.mutate({ id: accountId });
              notifyDone(sessionsTexts.haveEnded);
              await readAgain(api.staff);
            }}
          />
        ) : null
      }
    >
      <PagedList query={query} skeletonHeight={60} empty={sessionsTexts.empty}>
        {(session) => <Row key={session.id} title={session.device} facts={sessionFacts(session)} />}
      </PagedList>
    </Section>
  );
}

const sessionFacts = ({ address, createdAt, lastSeenAt, gaveSecondFactor }: Session): string =>
  [
    address === null ? null : sessionsTexts.from(address),
    sessionsTexts.since(formatInstant(createdAt)),
    sessionsTexts.lastUsed(formatInstant(lastSeenAt)),
    gaveSecondFactor ? sessionsTexts.withSecondFactor : null,
  ]
    .filter((fact) => fact !== null)
    .join(", ");
