import type { ReactNode } from "react";
import { classes } from "./classes.ts";

/** Mantine's names, or a number of pixels. */
type Gap = "xs" | "sm" | "md" | "lg" | number;

const lengthOf = (gap: Gap) =>
  typeof gap === "number" ? `calc(${gap / 16}rem * var(--mantine-scale))` : `var(--mantine-spacing-${gap})`;

type StackProps = { gap?: Gap; align?: "start" | "stretch"; children?: ReactNode };

/** Mantine's stack without its code. */
export const Stack = ({ gap = "md", align = "stretch", children }: StackProps) => (
  <div
    className={classes.stack}
    style={{ "--stack-gap": lengthOf(gap), "--stack-align": align, "--stack-justify": "flex-start" }}
  >
    {children}
  </div>
);

type GroupProps = { gap?: Gap; justify?: "flex-start" | "space-between"; children?: ReactNode };

/** Mantine's group without its code. */
export const Group = ({ gap = "md", justify = "flex-start", children }: GroupProps) => (
  <div
    className={classes.group}
    style={{
      "--group-gap": lengthOf(gap),
      "--group-align": "center",
      "--group-justify": justify,
      "--group-wrap": "wrap",
    }}
  >
    {children}
  </div>
);

/** Mantine's line with a word in it. */
export const Divider = ({ label }: { label: string }) => (
  // biome-ignore lint/a11y/useSemanticElements: a horizontal rule contains no word.
  <div
    className={classes.divider.root}
    data-orientation="horizontal"
    data-with-label
    role="separator"
    aria-orientation="horizontal"
  >
    <span className={classes.divider.label}>{label}</span>
  </div>
);
