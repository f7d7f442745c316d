import type { AccountId } from "@caretype/client";
import { isErrorCode } from "@caretype/client";
import { Box, Group, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { ErrorNotice } from "../../kit/notice/error-notice.tsx";
import { NotFoundPage } from "../../kit/page/not-found-page.tsx";
import { Page } from "../../kit/page/page.tsx";
import { PageSkeleton } from "../../kit/page/page-skeleton.tsx";
import { Section } from "../../kit/section/section.tsx";
import { FactList } from "../../records/history/fact-list.tsx";
import { api } from "../../session/client/api.ts";
import { Permitted } from "../../session/route/permitted.tsx";
import { commonTexts } from "../../words/common/common.ts";
import { formatInstant } from "../../words/format/format.ts";
import { ButtonLink } from "../../words/format/links.tsx";
import { Name } from "../../words/format/name.tsx";
import { texts as roleTexts } from "../../words/role/texts.en.ts";
import { AccountState, type StaffAccount } from "./account-columns.tsx";
import { AccountKeys } from "./account-keys.tsx";
import { AccountSessions } from "./account-sessions.tsx";
import { ActiveButton } from "./active-button.tsx";
import { texts as staffTexts } from "./texts.en.ts";

const texts = staffTexts.account;

const route = getRouteApi("/signed-in/staff/accounts/$id");

export function StaffAccountPage() {
  const { id } = route.useParams();
  return (
    <Permitted needs="staff:accounts">
      <Found key={id} id={id} />
    </Permitted>
  );
}

function Found({ id }: { id: AccountId }) {
  const { data: account, error, refetch } = useQuery(api.staff.account.queryOptions({ id }));
  if (isErrorCode(error, "ACCOUNT_NOT_FOUND", "INVALID_INPUT")) return <NotFoundPage />;
  if (account) return <AccountDetails account={account} />;
  if (!error) return <PageSkeleton />;
  return (
    <Page title={texts.title}>
      <ErrorNotice error={error} onRetry={() => void refetch()} />
    </Page>
  );
}

function AccountDetails({ account }: { account: StaffAccount }) {
  const { id, name, username } = account;
  return (
    <Page
      title={texts.title}
      heading={<span style={{ overflowWrap: "anywhere" }}>{name || username}</span>}
      actions={
        <ButtonLink variant="default" to="/staff/accounts">
          {staffTexts.accounts.all}
        </ButtonLink>
      }
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
        <AccountKeys accountId={id} />
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
