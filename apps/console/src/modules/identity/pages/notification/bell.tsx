import { Button } from "@mantine/core";
import { IconBell } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { type ToggleEvent, useId, useRef, useState } from "react";
import { lazyPart } from "../../../../kit/connection/load-code.ts";
import { api } from "../../../../session/client/api.ts";
import classes from "./bell.module.css";
import { texts as notificationTexts } from "./texts.en.ts";

const NotificationList = lazyPart(() => import("./notification-list.tsx"), "NotificationList");

/** Polling interval. The server audits each call, so poll rarely. */
const pollMs = 120_000;

/** Beyond this number the server stops counting. */
const maxShown = 99;

/** The number of unread notifications, with a popover that lists them. */
export function Bell() {
  const newest = useQuery(
    api.notification.list.queryOptions({ limit: 1 }, { refetchInterval: pollMs, staleTime: pollMs / 2 }),
  );
  const unread = newest.data?.unread ?? 0;
  const id = useId();
  const popover = useRef<HTMLDivElement>(null);
  const [isOpen, setOpen] = useState(false);
  const onToggle = ({ newState }: ToggleEvent) => setOpen(newState === "open");
  const shown = unread > maxShown ? `${maxShown}+` : String(unread);
  return (
    <>
      <Button
        variant="subtle"
        color="gray"
        px={8}
        className={classes.button}
        popoverTarget={id}
        aria-expanded={isOpen}
        aria-label={unread === 0 ? notificationTexts.title : notificationTexts.unreadCount(shown)}
      >
        <IconBell size={20} aria-hidden />
        {unread === 0 ? null : (
          <span className={classes.count} aria-hidden>
            {shown}
          </span>
        )}
      </Button>
      <div ref={popover} id={id} popover="auto" className={classes.popover} onToggle={onToggle}>
        {isOpen ? <NotificationList onChoose={() => popover.current?.hidePopover()} /> : null}
      </div>
    </>
  );
}
