import { type ReactNode, useId } from "react";
import { classes, line } from "./classes.ts";

type AlertProps = { title: string; icon?: ReactNode; children?: ReactNode };

/** Mantine's red alert without its code. Screen readers announce it. */
export function Alert({ title, icon, children }: AlertProps) {
  const id = useId();
  return (
    <div
      className={classes.alert.root}
      style={{
        "--alert-bg": "var(--mantine-color-red-light)",
        "--alert-color": "var(--mantine-color-red-light-color)",
        "--alert-bd": `${line} transparent`,
      }}
      id={id}
      role="alert"
      aria-describedby={children ? `${id}-body` : undefined}
      aria-labelledby={`${id}-title`}
    >
      <div className={classes.alert.wrapper}>
        {icon ? <div className={classes.alert.icon}>{icon}</div> : null}
        <div className={classes.alert.body}>
          <div className={classes.alert.title}>
            <span id={`${id}-title`} className={classes.alert.label}>
              {title}
            </span>
          </div>
          {children ? (
            <div id={`${id}-body`} className={classes.alert.message}>
              {children}
            </div>
          ) : null}
        </div>
      </div>
    </div>
  );
}
