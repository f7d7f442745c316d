import { Button, type ButtonProps } from "@mantine/core";
import type { ComponentProps } from "react";

type SubmitButtonProps = ButtonProps &
  Omit<ComponentProps<"button">, keyof ButtonProps | "type"> & {
    /** Not disabled meanwhile, which would lose the focus. Clicks are ignored. */
    isPending: boolean;
  };

/** Sends its form. With `onClick`, it is for use outside of a form. */
export const SubmitButton = ({ isPending, disabled, onClick, ...props }: SubmitButtonProps) => (
  <Button
    {...props}
    type={onClick ? "button" : "submit"}
    disabled={disabled}
    aria-disabled={isPending || undefined}
    data-disabled={isPending || disabled || undefined}
    onClick={isPending ? undefined : onClick}
  />
);
