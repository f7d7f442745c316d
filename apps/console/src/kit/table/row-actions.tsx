import { UnstyledButton } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./record-table.module.css";

/** The actions of a row. They appear when the row is pointed at or has the focus. */
export const RowActions = ({ children }: { children: ReactNode }) => (
  <div className={classes.actions}>{children}</div>
);

type RowActionProps = { "aria-label": string; title: string; onClick: () => void; children: ReactNode };

/** An icon that acts on a row. */
export const RowAction = (props: RowActionProps) => <UnstyledButton {...props} className={classes.action} />;
