import { Button, type ButtonProps } from "@mantine/core";
import type { ComponentProps, SyntheticEvent } from "react";

type SubmitButtonProps = ButtonProps &
  Omit<ComponentProps<"button">, keyof ButtonProps | "type"> & {
    label: string;
    /** Stays enabled while pending, to keep the focus. Clicks and Enter are ignored meanwhile. */
    isPending: boolean;
  };

const ignore = (event: SyntheticEvent) => event.preventDefault();

/** Submits its form. Outside a form, pass `onClick`. */
export const SubmitButton = ({ label, isPending, disabled, onClick, ...props }: SubmitButtonProps) => (
  <Button
    {...props}
    type={onClick ? "button" : "submit"}
    disabled={disabled}
    aria-disabled={isPending || undefined}
    data-disabled={isPending || disabled || undefined}
    onClick={isPending ? ignore : onClick}
  >
    {label}
  </Button>
);
