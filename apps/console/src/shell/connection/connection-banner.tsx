import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import { useStore } from "../behavior/store.ts";
import { type Connection, connection } from "./connection.ts";
import classes from "./connection-banner.module.css";
import { reloadReason } from "./newer-version.ts";

type Words = { title: string; text: string };

const words: Record<Exclude<Connection, "online">, Words> = {
  offline: {
    title: "You are offline",
    text: "This page may be out of date. Your input is not lost: save it when the connection is back.",
  },
  unreachable: {
    title: "The server cannot be reached",
    text: "This page retries every few seconds and then continues. Your input is not lost.",
  },
};

const reloadWords: Record<"newer" | "incomplete", Words> = {
  newer: {
    title: "A new version of Caretype is available",
    text: "Save your changes, then load it.",
  },
  incomplete: {
    title: "Part of this page is missing",
    text: "It could not be loaded. Save your changes, then reload the page.",
  },
};

/** Shows connection problems and available updates. */
export function ConnectionBanner({ children }: { children?: ReactNode }) {
  const state = useStore(connection);
  const reason = useStore(reloadReason);
  return (
    <div className={classes.banner}>
      <div role="status" data-notices className={classes.stack}>
        {state === "online" ? null : <Notice kind="warning" {...words[state]} />}
        {reason === null ? null : (
          <Notice kind="news" {...reloadWords[reason]}>
            <Button mt="xs" size="xs" onClick={() => location.reload()}>
              {reason === "newer" ? "Load the new version" : "Reload the page"}
            </Button>
          </Notice>
        )}
      </div>
      {children}
    </div>
  );
}

type NoticeProps = Words & { kind: "warning" | "news"; children?: ReactNode };

function Notice({ kind, title, text, children }: NoticeProps) {
  return (
    <div className={classes.notice} data-kind={kind}>
      <p className={classes.title}>{title}</p>
      <p className={classes.text}>{text}</p>
      {children}
    </div>
  );
}
