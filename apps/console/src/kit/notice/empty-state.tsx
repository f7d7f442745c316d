import type { ReactNode } from "react";
import classes from "./empty-state.module.css";

type EmptyStateProps = {
  title: string;
  /** The reason, or what to do. */
  children?: ReactNode;
  actions?: ReactNode;
};

/** Replaces an empty list: what is empty, why, and what to do. */
export const EmptyState = ({ title, children, actions }: EmptyStateProps) => (
  <div className={classes.empty}>
    <p className={classes.title}>{title}</p>
    {children ? <p className={classes.text}>{children}</p> : null}
    {actions ? <div className={classes.actions}>{actions}</div> : null}
  </div>
);
