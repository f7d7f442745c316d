import type { AccountId } from "@caretype/client";
import { isErrorCode } from "@caretype/client";
import { Box, Group, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { api } from "../api.ts";
import { FactList } from "../history/fact-list.tsx";
import { ErrorNotice } from "../shell/notice/error-notice.tsx";
import { Page } from "../shell/page/page.tsx";
import { PageSkeleton } from "../shell/page/page-skeleton.tsx";
import { NotFoundPage } from "../shell/route/not-found-page.tsx";
import { Permitted } from "../shell/route/permitted.tsx";
import { Section } from "../shell/section/section.tsx";
import { formatInstant } from "../shell/text/format.ts";
import { ButtonLink } from "../shell/text/links.tsx";
import { Name } from "../shell/text/name.tsx";
import { commonTexts } from "../texts/common.ts";
import { roleTexts } from "../texts/role.ts";
import { staffTexts } from "../texts/staff.ts";
import { AccountState, type StaffAccount } from "./account-columns.tsx";
import { AccountKeys } from "./account-keys.tsx";
import { AccountSessions } from "./account-sessions.tsx";
import { ActiveButton } from "./active-button.tsx";

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
