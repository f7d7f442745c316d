import { isErrorCode } from "@caretype/client";
import { useQuery } from "@tanstack/react-query";
import { ErrorNotice } from "../../kit/notice/error-notice.tsx";
import { Page } from "../../kit/page/page.tsx";
import { api } from "../../session/client/api.ts";
import { Permitted } from "../../session/route/permitted.tsx";
import { commonTexts } from "../../words/common/common.ts";
import { NoPracticePage } from "./no-practice-page.tsx";
import { PracticeDashboard } from "./practice-dashboard.tsx";

/** The start page. */
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
