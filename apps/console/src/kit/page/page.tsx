import type { ReactNode } from "react";
import { useHeadingFocus } from "../focus/page-focus.tsx";
import classes from "./page.module.css";

type PageProps = {
  /** Names the kind of page, never a patient, as it stays in the browser's history. */
  title: string;
  /** The heading, such as a patient's name. Default: the title. */
  heading?: ReactNode;
  /** One line below the heading. */
  subtitle?: ReactNode;
  /** A `BackLink` to the list that the page belongs to. */
  back?: ReactNode;
  /** Buttons, to the right of the heading. */
  actions?: ReactNode;
  /** `reading`: as wide as text is easy to read. Default: all there is. */
  width?: "reading" | "full";
  children: ReactNode;
};

/** A page with tab title, and a header of back link, heading, subtitle and actions. */
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
