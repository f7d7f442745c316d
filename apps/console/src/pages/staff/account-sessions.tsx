import type { AccountId, Session } from "@caretype/client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { notifyDone } from "../../kit/notice/notify.tsx";
import { ConfirmButton } from "../../kit/section/confirm-button.tsx";
import { nextPage } from "../../kit/section/next-page.ts";
import { PagedList } from "../../kit/section/paged-list.tsx";
import { Row } from "../../kit/section/row.tsx";
import { Section } from "../../kit/section/section.tsx";
import { api, caretype } from "../../session/client/api.ts";
import { formatInstant } from "../../words/format/format.ts";
import { invalidateStaff } from "./staff-cache.ts";
import { sessions as texts } from "./texts.en.ts";

/** The sessions of an account. */
export function AccountSessions({ accountId }: { accountId: AccountId }) {
  const query = useInfiniteQuery(
    api.staff.sessions.infiniteQueryOptions({ id: accountId, limit: 20 }, nextPage),
  );
  const isSignedIn = query.data?.pages.some(({ items }) => items.length > 0);
  return (
    <Section title={texts.title} actions={isSignedIn ? <EndAll accountId={accountId} /> : null}>
      <PagedList query={query} skeletonHeight={60} empty={texts.empty}>
        {(session) => <Row key={session.id} title={session.device} facts={factsOf(session)} />}
      </PagedList>
    </Section>
  );
}

const factsOf = ({ address, createdAt, lastSeenAt, gaveSecondFactor }: Session): string =>
  [
    address === null ? null : texts.from(address),
    texts.since(formatInstant(createdAt)),
    texts.lastUsed(formatInstant(lastSeenAt)),
    gaveSecondFactor ? texts.withSecondFactor : null,
  ]
    .filter((fact) => fact !== null)
    .join(", ");

function EndAll({ accountId: id }: { accountId: AccountId }) {
  return (
    <ConfirmButton
      label={texts.endAll}
      question={texts.endAllQuestion}
      consequence={texts.endAllConsequence}
      onConfirm={async () => {
        await caretype.staff.endSessions.mutate({ id });
        notifyDone(texts.haveEnded);
        await invalidateStaff();
      }}
    />
  );
}
