import type { Permission } from "@caretype/api";
import { isErrorCode } from "@caretype/client";
import { Stack, Text } from "@mantine/core";
import type { ComponentType, ReactNode } from "react";
import { ErrorNotice } from "../../kit/notice/error-notice.tsx";
import { Page } from "../../kit/page/page.tsx";
import { PageSkeleton } from "../../kit/page/page-skeleton.tsx";
import { commonTexts } from "../../words/common/common.ts";
import { AnchorLink } from "../../words/format/links.tsx";
import { texts as frameTexts } from "../../words/frame/texts.en.ts";
import { usePermissions, usePracticeQuery } from "../client/use-practice.ts";

/** Renders a page only with the permission. Otherwise says who can grant it. */
export function Permitted({ needs, children }: { needs: Permission; children: ReactNode }) {
  const practice = usePracticeQuery();
  const may = usePermissions();
  if (may(needs)) return children;
  if (needs.startsWith("staff:")) return <NotAllowedPage why={frameTexts.pages.ofStaff} />;
  if (practice.isPending) return <PageSkeleton />;
  if (practice.data) return <NotAllowedPage why={frameTexts.pages.ofRole} />;
  if (isErrorCode(practice.error, "PERMISSION_DENIED"))
    return <NotAllowedPage why={frameTexts.pages.ofMembers} />;
  return (
    <Page title={commonTexts.practice}>
      <ErrorNotice error={practice.error} onRetry={() => void practice.refetch()} />
    </Page>
  );
}

export const permitted =
  <Props extends object>(needs: Permission, Shown: ComponentType<Props>) =>
  (props: Props) => (
    <Permitted needs={needs}>
      <Shown {...props} />
    </Permitted>
  );

const NotAllowedPage = ({ why }: { why: string }) => (
  <Page title={frameTexts.pages.notAllowed}>
    <Stack align="start">
      <Text>{why}</Text>
      <AnchorLink to="/">{frameTexts.pages.toStart}</AnchorLink>
    </Stack>
  </Page>
);
