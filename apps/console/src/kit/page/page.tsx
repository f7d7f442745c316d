import type { ReactNode } from "react";
import { useHeadingFocus } from "../focus/page-focus.tsx";
import classes from "./page.module.css";

type PageProps = {
  /** The kind of page. Never a patient's name, as it stays in the browser's history. */
  title: string;
  /** The heading, such as a patient's name. Default: the title. */
  heading?: ReactNode;
  subtitle?: ReactNode;
  back?: ReactNode;
  actions?: ReactNode;
  /** `reading`: limited to a readable line length. Default: full width. */
  width?: "reading" | "full";
  children: ReactNode;
};

export function Page({
  title,
  heading = title,
  subtitle,
  back,
  actions,
  width = "full",
  children,
}: PageProps) {
  const ref = useHeadingFocus(title);
  return (
    <div className={classes.page} data-width={width}>
      <div className={classes.top}>
        {back}
        <div className={classes.header}>
          <div className={classes.names}>
            <h1 ref={ref} tabIndex={-1} className={classes.heading}>
              {heading}
            </h1>
            {subtitle ? <div className={classes.subtitle}>{subtitle}</div> : null}
          </div>
          {actions ? <div className={classes.actions}>{actions}</div> : null}
        </div>
      </div>
      {children}
    </div>
  );
}
