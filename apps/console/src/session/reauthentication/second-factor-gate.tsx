import { isErrorCode, type RouterOutputs } from "@caretype/client";
import { Box } from "@mantine/core";
import { Navigate, useRouterState } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { Notice } from "../../kit/notice/notice.tsx";
import { dateFormat } from "../../words/format/format.ts";
import { TextLink } from "../../words/format/links.tsx";
import { requirement as texts } from "../client/texts.en.ts";
import { usePracticeQuery } from "../client/use-practice.ts";

/**
 * Shows the deadline to set up a required second factor. After it, redirects to the set-up, as the server refuses
 * everything else.
 */
export function SecondFactorGate({ children }: { children: ReactNode }) {
  const practice = usePracticeQuery();
  const isInAccount = useRouterState({ select: ({ location }) => location.pathname.startsWith("/account") });
  const isDue = isErrorCode(practice.error, "SECOND_FACTOR_SETUP_REQUIRED");
  if (isDue && !isInAccount) return <Navigate to="/account/security" replace />;
  const requirement = practice.data?.secondFactorRequirement;
  // Keep the page mounted when the notice disappears: it may show recovery codes once.
  return (
    <>
      {isDue || requirement ? (
        <Box mb="md">{requirement && !isDue ? <Soon {...requirement} /> : <Due />}</Box>
      ) : null}
      {children}
    </>
  );
}

const Due = () => (
  <Notice is="caution" title={texts.dueTitle}>
    {texts.dueText}
  </Notice>
);

type Requirement = NonNullable<RouterOutputs["practice"]["mine"]["secondFactorRequirement"]>;

const Soon = ({ by, dueAt }: Requirement) => (
  <Notice is="info" title={dueAt === null ? texts.title : texts.titleBy(lastDayOf(dueAt))}>
    {by === "practice" ? texts.practiceRequires : texts.serverRequires}{" "}
    {dueAt === null ? `${texts.startsAtSignIn} ` : ""}
    <TextLink label={texts.setUp} to="/account/security" />
  </Notice>
);

const lastDayOf = (instant: string) =>
  dateFormat({ dateStyle: "long", timeStyle: "short" }).format(Date.parse(instant));
