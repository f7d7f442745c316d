import type { RouterOutputs } from "@caretype/client";
import { Skeleton, Text, VisuallyHidden } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link, type LinkProps } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useSingleMutation } from "../../../../kit/behavior/use-single-mutation.ts";
import { QueryStates } from "../../../../kit/page/query-states.tsx";
import { MoreButton } from "../../../../kit/section/paged-list.tsx";
import { Dimmed } from "../../../../kit/theme/dimmed.tsx";
import { TextButton } from "../../../../kit/theme/plain-button.tsx";
import { api, readAgain } from "../../../../session/client/api.ts";
import { commonTexts } from "../../../../words/common/common.ts";
import { formatInstant } from "../../../../words/format/format.ts";
import classes from "./notification-list.module.css";
import { texts as notificationTexts } from "./texts.en.ts";

export function NotificationList({ onChoose }: { onChoose: () => void }) {
  const query = useInfiniteQuery(
    api.notification.list.infiniteQueryOptions({ limit: 20 }, { staleTime: 0, gcTime: 0 }),
  );
  const refresh = () => void readAgain(api.notification);
  const readOne = useSingleMutation(api.notification.markRead.mutationOptions({ onSettled: refresh }));
  const readAll = useSingleMutation(api.notification.markAllRead.mutationOptions({ onSettled: refresh }));
  const choose = ({ id, readAt }: Notification) => {
    if (readAt === null) readOne.mutate({ id });
    onChoose();
  };
  return (
    <section aria-label={notificationTexts.title}>
      <QueryStates query={query} skeleton={<Skeleton h={120} />}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          const [newest] = items;
          const unread = pages[0]?.unread ?? 0;
          return (
            <>
              <div className={classes.head}>
                <Text fw={600}>{notificationTexts.title}</Text>
                {newest && unread > 0 ? (
                  <TextButton
                    label={notificationTexts.markAllRead}
                    loading={readAll.isPending}
                    onClick={() => readAll.mutate({ newestId: newest.id })}
                  />
                ) : null}
              </div>
              {newest ? (
                <ul className={classes.list}>
                  {items.map((item) => (
                    <li key={item.id}>
                      <NotificationLink notification={item} onChoose={() => choose(item)} />
                    </li>
                  ))}
                </ul>
              ) : (
                <Dimmed p="xs">{notificationTexts.empty}</Dimmed>
              )}
              <MoreButton query={query} />
            </>
          );
        }}
      </QueryStates>
    </section>
  );
}

function NotificationLink({ notification, onChoose }: { notification: Notification; onChoose: () => void }) {
  const { text, to } = describeNotification(notification);
  const isUnread = notification.readAt === null;
  return (
    <Link to={to} className={classes.item} data-unread={isUnread} onClick={onChoose}>
      <span className={classes.text}>
        {isUnread ? <VisuallyHidden>{notificationTexts.unread} </VisuallyHidden> : null}
        {text}
      </span>
      <time className={classes.time} dateTime={notification.createdAt}>
        {formatInstant(notification.createdAt)}
      </time>
    </Link>
  );
}

type Notification = RouterOutputs["notification"]["list"]["items"][number];

/** A notification's text and target page. */
type Described = { text: ReactNode; to: LinkProps["to"] };

function describeNotification({ kind, actorName, actorId }: Notification): Described {
  const who = actorName ?? actorId ?? commonTexts.somebody;
  const kinds: Record<Notification["kind"], Described> = {
    "invitation-accepted": { text: notificationTexts.invitationAccepted(who), to: "/members" },
    "import-done": { text: notificationTexts.importDone, to: "/imports" },
    "import-failed": { text: notificationTexts.importFailed, to: "/imports" },
    "emergency-access": { text: notificationTexts.emergencyAccess(who), to: "/audit/emergency-access" },
    "email-unverified": { text: notificationTexts.emailUnverified, to: "/account" },
  };
  return kinds[kind];
}
