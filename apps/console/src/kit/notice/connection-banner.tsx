import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import { connection as words } from "../../words/shell/texts.en.ts";
import { useStore } from "../behavior/store.ts";
import { connection, reloadReason } from "../connection/connection.ts";
import classes from "./connection-banner.module.css";

export function ConnectionBanner({ children }: { children?: ReactNode }) {
  const state = useStore(connection);
  const reason = useStore(reloadReason);
  return (
    <div className={classes.banner}>
      <div role="status" data-notices className={classes.stack}>
        {state === "online" ? null : <BannerNotice kind="warning" {...words[state]} />}
        {reason === null ? null : (
          <BannerNotice kind="news" {...words[reason]} onClick={() => location.reload()} />
        )}
      </div>
      {children}
    </div>
  );
}

type BannerNoticeProps = {
  kind: "warning" | "news";
  title: string;
  text: string;
  button?: string;
  onClick?: () => void;
};

export const BannerNotice = ({ kind, title, text, button, onClick }: BannerNoticeProps) => (
  <div className={classes.notice} data-kind={kind}>
    <p className={classes.title}>{title}</p>
    <p className={classes.text}>{text}</p>
    {button === undefined ? null : (
      <Button mt="xs" size="xs" onClick={onClick}>
        {button}
      </Button>
    )}
  </div>
);
