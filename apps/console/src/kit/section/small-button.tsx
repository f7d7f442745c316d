import { Button, type ButtonProps } from "@mantine/core";
import type { ComponentPropsWithRef } from "react";

type SmallButtonProps = ButtonProps &
  Omit<ComponentPropsWithRef<"button">, keyof ButtonProps> & {
    label: string;
    /** The accessible name, which contains the label. */
    name?: string | undefined;
  };

/** A button of lesser weight: of a row, or within a panel. */
export const SmallButton = ({ label, name, ...props }: SmallButtonProps) => (
  <Button variant="default" size="xs" {...props} aria-label={name}>
    {label}
  </Button>
);
