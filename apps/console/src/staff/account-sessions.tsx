import type { AccountId, Session } from "@caretype/client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { api, caretype } from "../api.ts";
import { notifyDone } from "../shell/notice/notify.tsx";
import { ConfirmButton } from "../shell/section/confirm-button.tsx";
import { nextPage } from "../shell/section/next-page.ts";
import { PagedList } from "../shell/section/paged-list.tsx";
import { Row } from "../shell/section/row.tsx";
import { Section } from "../shell/section/section.tsx";
import { formatInstant } from "../shell/text/format.ts";
import { invalidateStaff } from "./staff-cache.ts";

/** The sessions of an account. */
export function AccountSessions({ accountId }: { accountId: AccountId }) {
  const query = useInfiniteQuery(
    api.staff.sessions.infiniteQueryOptions({ id: accountId, limit: 20 }, nextPage),
  );
  const isSignedIn = query.data?.pages.some(({ items }) => items.length > 0);
  return (
    <Section title="Sessions" actions={isSignedIn ? <EndAll accountId={accountId} /> : null}>
      <PagedList query={query} skeletonHeight={60} empty="The account has no sessions.">
        {(session) => <Row key={session.id} title={session.device} facts={factsOf(session)} />}
      </PagedList>
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
      consequence="The account is signed out at its next request, and can sign in again."
      onConfirm={async () => {
        await caretype.staff.endSessions.mutate({ id });
        notifyDone("All sessions of the account have ended");
        await invalidateStaff();
      }}
    />
  );
}
