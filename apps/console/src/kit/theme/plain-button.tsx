import { Button, type ButtonProps } from "@mantine/core";
import type { ComponentPropsWithRef } from "react";

type PlainButtonProps = ButtonProps &
  Omit<ComponentPropsWithRef<"button">, keyof ButtonProps> & {
    label: string;
    /** The accessible name, which contains the label. */
    name?: string | undefined;
  };

/** A secondary button. */
export const PlainButton = ({ label, name, ...props }: PlainButtonProps) => (
  <Button variant="default" aria-label={name} {...props}>
    {label}
  </Button>
);

/** A small secondary button, for rows and panels. */
export const SmallButton = (props: PlainButtonProps) => <PlainButton size="xs" {...props} />;

/** A button that looks like text. */
export const TextButton = (props: PlainButtonProps) => (
  <PlainButton variant="subtle" size="compact-sm" {...props} />
);
