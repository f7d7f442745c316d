import { Button, type ButtonProps } from "@mantine/core";
import type { ComponentProps, SyntheticEvent } from "react";

type SubmitButtonProps = ButtonProps &
  Omit<ComponentProps<"button">, keyof ButtonProps | "type"> & {
    label: string;
    /** Not disabled meanwhile, which would lose the focus. Clicks are ignored, and so is Enter in a field, which clicks it. */
    isPending: boolean;
  };

const ignore = (event: SyntheticEvent) => event.preventDefault();

/** Sends its form. With `onClick`, it is for use outside of a form. */
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
