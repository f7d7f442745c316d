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
    text: "What you see may be old. Nothing that you have entered is lost: save it when the connection is back.",
  },
  unreachable: {
    title: "The server is out of reach",
    text: "It is asked again every few seconds, and this page then goes on by itself. Nothing that you have entered is lost.",
  },
};

const reloadWords: Record<"newer" | "incomplete", Words> = {
  newer: {
    title: "There is a new version of Caretype",
    text: "This page is of an older one. Save what you have entered, then load it anew.",
  },
  incomplete: {
    title: "A part of this page is missing",
    text: "It could not be loaded. Save what you have entered, then load the page anew.",
  },
};

/** Says what keeps the page from being up to date, for as long as it does. */
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
              {reason === "newer" ? "Load the new version" : "Load the page anew"}
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
