import { isErrorCode, type RouterOutputs } from "@caretype/client";
import { Anchor, Box } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, Navigate, useRouterState } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { api } from "../api.ts";
import { dateFormat } from "../shell/text/format.ts";
import { Notice } from "./notice.tsx";

/**
 * Shows until when to set up a required second factor.
 * After that, redirects to where it is set up, as the server refuses everything else.
 */
export function SecondFactorGate({ children }: { children: ReactNode }) {
  const practice = useQuery(api.practice.mine.queryOptions(undefined, { staleTime: 60_000 }));
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

function Due() {
  return (
    <Notice is="caution" title="Set up a second factor to continue">
      It is required here, and the time to set it up is over. Add a passkey or an authenticator app to regain
      access.
    </Notice>
  );
}

type Requirement = NonNullable<RouterOutputs["practice"]["mine"]["secondFactorRequirement"]>;

function Soon({ by, dueAt }: Requirement) {
  const who = by === "practice" ? "This practice" : "This server";
  const title = dueAt === null ? "Set up a second factor" : `Set up a second factor by ${lastDayOf(dueAt)}`;
  return (
    <Notice is="info" title={title}>
      {who} requires one. {dueAt === null ? "The deadline starts at your next sign-in. " : ""}
      <Anchor component={Link} to="/account/security" size="sm" underline="always">
        Set it up now
      </Anchor>
    </Notice>
  );
}

const lastDayOf = (instant: string) =>
  dateFormat({ dateStyle: "long", timeStyle: "short" }).format(Date.parse(instant));
