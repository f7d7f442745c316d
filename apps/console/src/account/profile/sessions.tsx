import type { Session } from "@caretype/client";
import { Badge, Button, Group } from "@mantine/core";
import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { api, caretype } from "../../api.ts";
import { keepSettings } from "../../session/kept-settings.ts";
import { reloadAtSignIn } from "../../session/session.ts";
import { useSignOut } from "../../session/use-sign-out.ts";
import { notifyDone } from "../../shell/notice/notify.tsx";
import { ConfirmButton } from "../../shell/section/confirm-button.tsx";
import { nextPage } from "../../shell/section/next-page.ts";
import { PagedList } from "../../shell/section/paged-list.tsx";
import { Row } from "../../shell/section/row.tsx";
import { Section } from "../../shell/section/section.tsx";
import { formatInstant } from "../../shell/text/format.ts";

export function Sessions() {
  const queries = useQueryClient();
  const onEnded = (message: string) => {
    notifyDone(message);
    return queries.invalidateQueries(api.session.pathFilter());
  };
  return (
    <Section
      title="Sessions"
      about="Where you are signed in. End sessions that you do not recognize, then change your password."
    >
      <SessionList onEnded={onEnded} />
      <EndMany onEnded={onEnded} />
    </Section>
  );
}

type OnEnded = (message: string) => Promise<unknown>;

function SessionList({ onEnded }: { onEnded: OnEnded }) {
  const query = useInfiniteQuery(api.session.list.infiniteQueryOptions({}, nextPage));
  return (
    <PagedList query={query} skeletonHeight={120} empty="No sessions.">
      {(session) => <SessionRow key={session.id} session={session} onEnded={onEnded} />}
    </PagedList>
  );
}

function SessionRow({ session, onEnded }: { session: Session; onEnded: OnEnded }) {
  const { id, device, address, createdAt, lastSeenAt, isCurrent, gaveSecondFactor } = session;
  const signOut = useSignOut();
  const facts = [
    address === null ? null : `from ${address}`,
    `since ${formatInstant(createdAt)}`,
    `last used ${formatInstant(lastSeenAt)}`,
    gaveSecondFactor ? "with a second factor" : null,
  ];
  return (
    <Row
      title={device}
      badge={isCurrent ? <Badge variant="default">This session</Badge> : null}
      facts={facts.filter((fact) => fact !== null).join(", ")}
      actions={
        isCurrent ? (
          <Button variant="default" size="xs" onClick={signOut}>
            Sign out
          </Button>
        ) : (
          <ConfirmButton
            label="End"
            name={`End the session of ${device}`}
            question="End this session?"
            consequence={`${device} is signed out at its next request.`}
            onConfirm={async () => {
              await caretype.session.end.mutate({ id });
              await onEnded("The session has ended.");
            }}
          />
        )
      }
    />
  );
}

function EndMany({ onEnded }: { onEnded: OnEnded }) {
  return (
    <Group gap="xs">
      <ConfirmButton
        label="End all others"
        question="End all other sessions?"
        consequence="You stay signed in only here."
        onConfirm={async () => {
          await caretype.session.endOthers.mutate();
          await onEnded("All other sessions have ended.");
        }}
      />
      <ConfirmButton
        label="Sign out everywhere"
        question="Sign out everywhere?"
        consequence="All your sessions end, including this one."
        onConfirm={async () => {
          await keepSettings(() => caretype.auth.logoutEverywhere());
          reloadAtSignIn({ signedOut: "logout" });
        }}
      />
    </Group>
  );
}
