import { Button, type ButtonProps } from "@mantine/core";
import type { MouseEventHandler } from "react";

type SubmitButtonProps = ButtonProps & {
  isPending: boolean;
  /** For buttons outside a form. */
  onClick?: MouseEventHandler<HTMLButtonElement>;
};

/** Not `disabled` while pending, which would lose the focus. Ignores clicks meanwhile. */
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
