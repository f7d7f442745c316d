import type { AccountId, Session } from "@caretype/client";
import { Skeleton, Stack, Text } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { api, caretype } from "../api.ts";
import { ErrorNotice } from "../shell/notice/error-notice.tsx";
import { notifyDone } from "../shell/notice/notify.tsx";
import { ConfirmButton } from "../shell/section/confirm-button.tsx";
import { MoreButton } from "../shell/section/more-button.tsx";
import { Row } from "../shell/section/row.tsx";
import { Section } from "../shell/section/section.tsx";
import { formatInstant } from "../shell/text/format.ts";
import { readStaffAnew } from "./staff-cache.ts";

/** Where an account is signed in. */
export function AccountSessions({ accountId }: { accountId: AccountId }) {
  const query = useInfiniteQuery(
    api.staff.sessions.infiniteQueryOptions(
      { id: accountId, limit: 20 },
      { getNextPageParam: ({ nextCursor }) => nextCursor },
    ),
  );
  const sessions = query.data?.pages.flatMap(({ items }) => items);
  return (
    <Section
      title="Sessions"
      actions={sessions && sessions.length > 0 ? <EndAll accountId={accountId} /> : null}
    >
      {query.isError && !sessions ? (
        <ErrorNotice error={query.error} onRetry={() => void query.refetch()} />
      ) : null}
      {query.isPending ? <Skeleton h={60} /> : null}
      {sessions?.length === 0 ? <Text size="sm">The account is signed in nowhere.</Text> : null}
      {sessions && sessions.length > 0 ? (
        <Stack component="ul" gap={0} m={0} p={0}>
          {sessions.map((session) => (
            <Row key={session.id} title={session.device} facts={factsOf(session)} />
          ))}
        </Stack>
      ) : null}
      {sessions ? <MoreButton query={query} /> : null}
    </Section>
  );
}

const factsOf = ({ address, createdAt, lastSeenAt, gaveSecondFactor }: Session): string =>
  [
    address === null ? null : `from ${address}`,
    `since ${formatInstant(createdAt)}`,
    `last used ${formatInstant(lastSeenAt)}`,
    gaveSecondFactor ? "with a second factor" : null,
  ]
    .filter((fact) => fact !== null)
    .join(", ");

function EndAll({ accountId: id }: { accountId: AccountId }) {
  return (
    <ConfirmButton
      label="End all sessions"
      question="End all sessions of this account?"
      consequence="Whoever uses it is signed out from the next call on, and can sign in again."
      onConfirm={async () => {
        await caretype.staff.endSessions.mutate({ id });
        notifyDone("All sessions of the account have ended");
        await readStaffAnew();
      }}
    />
  );
}
