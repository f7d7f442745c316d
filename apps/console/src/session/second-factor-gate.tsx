import { isErrorCode, type RouterOutputs } from "@caretype/client";
import { Anchor, Box } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, Navigate, useRouterState } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { api } from "../api.ts";
import { Notice } from "./notice.tsx";

/**
 * Who needs a second factor and has none is told until when; after that nothing is answered but their own account, and
 * they are led to where they set one up.
 */
export function SecondFactorGate({ children }: { children: ReactNode }) {
  const practice = useQuery(api.practice.mine.queryOptions(undefined, { staleTime: 60_000 }));
  const isInAccount = useRouterState({ select: ({ location }) => location.pathname.startsWith("/account") });
  const isDue = isErrorCode(practice.error, "SECOND_FACTOR_SETUP_REQUIRED");
  if (isDue && !isInAccount) return <Navigate to="/account/security" replace />;
  const requirement = practice.data?.secondFactorRequirement;
  // The page stays the same one when the notice goes: it may show recovery codes, which are shown once.
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
    <Notice is="caution" title="Set up a second factor to go on">
      You need one here, and the days to set it up are over. Add a passkey, or set up an authenticator app:
      all else is there again right after.
    </Notice>
  );
}

type Requirement = NonNullable<RouterOutputs["practice"]["mine"]["secondFactorRequirement"]>;

function Soon({ by, dueAt }: Requirement) {
  const who = by === "practice" ? "This practice" : "This server";
  const title = dueAt === null ? "Set up a second factor" : `Set up a second factor by ${lastDayOf(dueAt)}`;
  return (
    <Notice is="info" title={title}>
      {who} requires one of everybody.{" "}
      {dueAt === null ? "From your next sign-in on you have a few days. " : ""}
      <Anchor component={Link} to="/account/security" size="sm" underline="always">
        Set it up now
      </Anchor>
    </Notice>
  );
}

const lastDayOf = (instant: string) =>
  new Intl.DateTimeFormat(undefined, { dateStyle: "long", timeStyle: "short" }).format(Date.parse(instant));
