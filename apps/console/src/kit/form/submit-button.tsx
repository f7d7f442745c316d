import type { ComponentProps } from "react";
import { Button } from "../plain/button.tsx";

type SubmitButtonProps = Omit<ComponentProps<typeof Button>, "type"> & { isPending: boolean };

/** Sends its form. With `onClick`, it is for use outside of a form. */
export const SubmitButton = (props: SubmitButtonProps) => (
  <Button {...props} type={props.onClick ? "button" : "submit"} />
);
