import { Button, type ButtonProps } from "@mantine/core";
import type { MouseEventHandler } from "react";

type SubmitButtonProps = ButtonProps & {
  isPending: boolean;
  /** For what is no form. */
  onClick?: MouseEventHandler<HTMLButtonElement>;
};

/** Not `disabled` while something is sent, by which it would lose the focus; it is sent once all the same. */
export function SubmitButton({ isPending, onClick, children, ...props }: SubmitButtonProps) {
  return (
    <Button
      type={onClick ? "button" : "submit"}
      onClick={isPending ? undefined : onClick}
      aria-disabled={isPending || undefined}
      data-disabled={isPending || undefined}
      {...props}
    >
      {children}
    </Button>
  );
}
