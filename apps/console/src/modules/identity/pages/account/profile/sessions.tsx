import type { Session } from "@caretype/client";
import { Badge, Group } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { notifyDone } from "../../../../../kit/notice/notify.tsx";
import { ConfirmButton } from "../../../../../kit/section/confirm-button.tsx";
import { PagedList } from "../../../../../kit/section/paged-list.tsx";
import { Row } from "../../../../../kit/section/row.tsx";
import { Section } from "../../../../../kit/section/section.tsx";
import { keepSettings } from "../../../../../kit/settings/kept-settings.ts";
import { SmallButton } from "../../../../../kit/theme/plain-button.tsx";
import { api, caretype, readAgain } from "../../../../../session/client/api.ts";
import { reloadAtSignIn } from "../../../../../session/client/session.ts";
import { useSignOut } from "../../../../../session/client/use-sign-out.ts";
import { texts as accessTexts } from "../../../../../session/reauthentication/texts.en.ts";
import { formatInstant } from "../../../../../words/format/format.ts";
import { texts as accountTexts, sessions as texts } from "../texts.en.ts";

export function Sessions() {
  const onEnded = (message: string) => {
    notifyDone(message);
    return readAgain(api.session);
  };
  const query = useInfiniteQuery(api.session.list.infiniteQueryOptions({}));
  return (
    <Section title={accountTexts.tabs.sessions} about={texts.about}>
      <PagedList query={query} skeletonHeight={120} empty={texts.empty}>
        {(session) => <SessionRow key={session.id} session={session} onEnded={onEnded} />}
      </PagedList>
      <Group gap="xs">
        <ConfirmButton
          label={texts.endOthers}
          question={texts.askEndOthers}
          consequence={texts.endOthersMeans}
          onConfirm={async () => {
            await caretype.session.endOthers.mutate();
            await onEnded(texts.othersHaveEnded);
          }}
        />
        <ConfirmButton
          label={texts.endAll}
          question={texts.askEndAll}
          consequence={texts.endAllMeans}
          onConfirm={async () => {
            await keepSettings(() => caretype.auth.logoutEverywhere());
            reloadAtSignIn({ signedOut: "logout" });
          }}
        />
      </Group>
    </Section>
  );
}

type OnEnded = (message: string) => Promise<unknown>;

function SessionRow({ session, onEnded }: { session: Session; onEnded: OnEnded }) {
  const { id, device, address, createdAt, lastSeenAt, isCurrent, gaveSecondFactor } = session;
  const signOut = useSignOut();
  return (
    <Row
      title={device}
      badge={isCurrent ? <Badge variant="default">{texts.isCurrent}</Badge> : null}
      facts={texts.facts({
        address,
        since: formatInstant(createdAt),
        lastUsed: formatInstant(lastSeenAt),
        hasSecondFactor: gaveSecondFactor,
      })}
      actions={
        isCurrent ? (
          <SmallButton label={accessTexts.signOut} onClick={signOut} />
        ) : (
          <ConfirmButton
            label={texts.end}
            name={texts.endOf(device)}
            question={texts.askEnd}
            consequence={texts.endMeans(device)}
            onConfirm={async () => {
              await caretype.session.end.mutate({ id });
              await onEnded(texts.hasEnded);
            }}
          />
        )
      }
    />
  );
}
