import { Text } from "@mantine/core";
import { IconAlertTriangle, IconCheck, IconInfoCircle } from "@tabler/icons-react";
import type { ReactNode } from "react";
import classes from "./notice.module.css";

const icons = { done: IconCheck, caution: IconAlertTriangle, info: IconInfoCircle } as const;

type NoticeProps = { is: keyof typeof icons; title: string; children?: ReactNode };

/** A message that screen readers announce. */
export function Notice({ is, title, children }: NoticeProps) {
  const Icon = icons[is];
  return (
    <div className={classes.notice} role={is === "caution" ? "alert" : "status"}>
      <div className={classes.icon}>
        <Icon size={20} aria-hidden />
      </div>
      <div className={classes.words}>
        <Text size="sm" fw={600}>
          {title}
        </Text>
        {children ? (
          <Text component="div" size="sm">
            {children}
          </Text>
        ) : null}
      </div>
    </div>
  );
}
