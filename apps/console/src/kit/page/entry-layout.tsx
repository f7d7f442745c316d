import type { ReactNode } from "react";
import { Mark, Wordmark } from "../brand/brand.tsx";
import classes from "./entry-layout.module.css";

export const EntryLayout = ({ children }: { children: ReactNode }) => (
  <main className={classes.page}>
    <div className={classes.column}>
      <p className={classes.brand}>
        <Mark />
        <Wordmark />
      </p>
      <div className={classes.card}>{children}</div>
      <div className={classes.below} />
    </div>
  </main>
);
