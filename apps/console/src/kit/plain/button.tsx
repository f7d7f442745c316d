import type { ComponentProps, CSSProperties, ReactNode } from "react";
import { AppLink } from "../navigation/app-link.tsx";
import { classes, line } from "./classes.ts";

const looks = {
  filled: {
    background: "var(--mantine-color-brand-filled)",
    hover: "var(--mantine-color-brand-filled-hover)",
    color: "var(--mantine-color-white)",
    border: `${line} transparent`,
  },
  danger: {
    background: "var(--mantine-color-red-filled)",
    hover: "var(--mantine-color-red-filled-hover)",
    color: "var(--mantine-color-white)",
    border: `${line} transparent`,
  },
  default: {
    background: "var(--mantine-color-default)",
    hover: "var(--mantine-color-default-hover)",
    color: "var(--mantine-color-default-color)",
    border: `${line} var(--mantine-color-default-border)`,
  },
  subtle: {
    background: "transparent",
    hover: "var(--mantine-color-brand-light-hover)",
    color: "var(--mantine-color-brand-light-color)",
    border: `${line} transparent`,
  },
} as const;

type Look = {
  /** Default: `filled`. */
  variant?: keyof typeof looks;
  /** Default: `sm`. */
  size?: "xs" | "sm" | "md";
  icon?: ReactNode;
  children?: ReactNode;
};

function styleOf(variant: keyof typeof looks, size: string): CSSProperties {
  const { background, hover, color, border } = looks[variant];
  return {
    "--button-height": `var(--button-height-${size})`,
    "--button-padding-x": `var(--button-padding-x-${size})`,
    "--button-fz": `var(--mantine-font-size-${size})`,
    "--button-bg": background,
    "--button-hover": hover,
    "--button-color": color,
    "--button-bd": border,
  };
}

const propsOf = ({ variant = "filled", size = "sm", icon }: Omit<Look, "children">, isPending = false) => ({
  className: `mantine-focus-auto ${isPending ? "" : "mantine-active "}${classes.button.root}`,
  style: styleOf(variant, size),
  "data-variant": variant === "danger" ? "filled" : variant,
  "data-size": size,
  "data-with-left-section": icon ? true : undefined,
});

const Inside = ({ icon, children }: Pick<Look, "icon" | "children">) => (
  <span className={classes.button.inner}>
    {icon ? (
      <span className={classes.button.section} data-position="left">
        {icon}
      </span>
    ) : null}
    <span className={classes.button.label}>{children}</span>
  </span>
);

type ButtonProps = Look &
  Omit<ComponentProps<"button">, keyof Look | "className" | "style"> & {
    /** Not disabled meanwhile, which would lose the focus. Clicks are ignored. */
    isPending?: boolean;
  };

/** Mantine's button without its code. */
export function Button({ variant, size, icon, children, isPending, disabled, type, ...props }: ButtonProps) {
  return (
    <button
      {...props}
      {...propsOf({ ...(variant && { variant }), ...(size && { size }), icon }, isPending || disabled)}
      type={type ?? "button"}
      disabled={disabled}
      aria-disabled={isPending || undefined}
      data-disabled={isPending || disabled || undefined}
      onClick={isPending ? undefined : props.onClick}
    >
      <Inside icon={icon}>{children}</Inside>
    </button>
  );
}

/** A link that looks like a button. */
export function ButtonLink({ to, variant, size, children }: Look & { to: string }) {
  return (
    <AppLink to={to} {...propsOf({ ...(variant && { variant }), ...(size && { size }) })}>
      <Inside>{children}</Inside>
    </AppLink>
  );
}
