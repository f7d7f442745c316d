import type { ReactNode } from "react";
import { Icon } from "../plain/icons.tsx";
import { Text } from "../plain/text.tsx";
import classes from "./notice.module.css";

const icons = { done: "check", caution: "alert", info: "info" } as const;

type NoticeProps = { is: keyof typeof icons; title: string; children?: ReactNode };

/** A message that screen readers announce. */
export function Notice({ is, title, children }: NoticeProps) {
  return (
    <div className={classes.notice} role={is === "caution" ? "alert" : "status"}>
      <div className={classes.icon}>
        <Icon name={icons[is]} size={20} />
      </div>
      <div className={classes.words}>
        <Text size="sm" isBold>
          {title}
        </Text>
        {children ? (
          <Text as="div" size="sm">
            {children}
          </Text>
        ) : null}
      </div>
    </div>
  );
}
