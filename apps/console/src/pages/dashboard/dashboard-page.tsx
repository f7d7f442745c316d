import { isErrorCode } from "@caretype/client";
import { Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { ErrorNotice } from "../../kit/notice/error-notice.tsx";
import { Page } from "../../kit/page/page.tsx";
import { api } from "../../session/client/api.ts";
import { useMe } from "../../session/client/use-practice.ts";
import { Permitted } from "../../session/route/permitted.tsx";
import { commonTexts } from "../../words/common/common.ts";
import { ButtonLink } from "../../words/format/links.tsx";
import { PracticeDashboard } from "./practice-dashboard.tsx";
import { noPractice as texts } from "./texts.en.ts";

export function DashboardPage() {
  const practice = useQuery(api.practice.mine.queryOptions(undefined, { staleTime: 60_000 }));
  if (practice.isError && !practice.data) {
    if (isErrorCode(practice.error, "PERMISSION_DENIED") || isErrorCode(practice.error, "PRACTICE_NOT_FOUND"))
      return <NoPracticePage />;
    return (
      <Page title={commonTexts.dashboard}>
        <ErrorNotice error={practice.error} onRetry={() => void practice.refetch()} />
      </Page>
    );
  }
  return (
    <Permitted needs="statistics:read">
      <PracticeDashboard />
    </Permitted>
  );
}

/** The start page of accounts without a practice, and of server staff. */
function NoPracticePage() {
  const { isStaff } = useMe();
  return (
    <Page title={commonTexts.dashboard}>
      <Stack align="start">
        <Text>{isStaff ? texts.ofStaff : texts.text}</Text>
        {isStaff ? (
          <ButtonLink to="/staff/accounts">{texts.manageAccounts}</ButtonLink>
        ) : (
          <ButtonLink to="/account/practices">{texts.create}</ButtonLink>
        )}
      </Stack>
    </Page>
  );
}
