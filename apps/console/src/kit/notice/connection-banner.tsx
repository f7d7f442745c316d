import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import { connection as words } from "../../words/shell/texts.en.ts";
import { useStore } from "../behavior/store.ts";
import { connection, reloadReason } from "../connection/connection.ts";
import classes from "./connection-banner.module.css";

type Words = { title: string; text: string };

export function ConnectionBanner({ children }: { children?: ReactNode }) {
  const state = useStore(connection);
  const reason = useStore(reloadReason);
  return (
    <div className={classes.banner}>
      <div role="status" data-notices className={classes.stack}>
        {state === "online" ? null : (
          <Notice kind="warning" title={words[state].title} text={words[state].text} />
        )}
        {reason === null ? null : (
          <Notice kind="news" title={words[reason].title} text={words[reason].text}>
            <div className={classes.action}>
              <Button size="xs" onClick={() => location.reload()}>
                {words[reason].button}
              </Button>
            </div>
          </Notice>
        )}
      </div>
      {children}
    </div>
  );
}

type NoticeProps = Words & { kind: "warning" | "news"; children?: ReactNode };

const Notice = ({ kind, title, text, children }: NoticeProps) => (
  <div className={classes.notice} data-kind={kind}>
    <p className={classes.title}>{title}</p>
    <p className={classes.text}>{text}</p>
    {children}
  </div>
);
