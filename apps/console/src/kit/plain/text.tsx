import type { ComponentProps, CSSProperties, ReactNode } from "react";
import { AppLink } from "../navigation/app-link.tsx";
import { classes } from "./classes.ts";

type Size = "xs" | "sm" | "lg";

const sizeStyle = (size: Size | undefined): CSSProperties =>
  size
    ? { "--text-fz": `var(--mantine-font-size-${size})`, "--text-lh": `var(--mantine-line-height-${size})` }
    : {};

type TextProps = {
  /** Default: the size of the text around it. */
  size?: Size;
  isDimmed?: boolean;
  isBold?: boolean;
  /** Default: `p`. A `div` may contain other blocks. */
  as?: "p" | "div";
  role?: "status";
  children?: ReactNode;
};

/** Mantine's text without its code. */
export function Text({ size, isDimmed, isBold, as: Element = "p", role, children }: TextProps) {
  const style = {
    ...sizeStyle(size),
    ...(isDimmed && { color: "var(--mantine-color-dimmed)" }),
    ...(isBold && { fontWeight: 600 }),
  };
  return (
    <Element className={classes.text} data-size={size} style={style} role={role}>
      {children}
    </Element>
  );
}

type AnchorProps = Pick<ComponentProps<"a">, "children"> & {
  to: string;
  size?: Size;
  /** Default: `hover`. */
  underline?: "hover" | "always";
};

/** Mantine's anchor without its code. It leads to a page of the console, whichever router shows it. */
export const Anchor = ({ to, size, underline = "hover", children }: AnchorProps) => (
  <AppLink
    to={to}
    className={classes.anchor}
    data-size={size}
    data-underline={underline}
    style={sizeStyle(size)}
  >
    {children}
  </AppLink>
);
