import { Button, Group, Stack } from "@mantine/core";
import type { ReactNode } from "react";
import { commonTexts } from "../../words/common/common.ts";
import { ErrorNotice } from "../notice/error-notice.tsx";
import classes from "./buttons.module.css";

type FormButtonsProps = {
  onCancel: () => void;
  cancelLabel?: string;
  /** Focuses the button that cancels when a dialog opens. */
  isCancelFocused?: boolean;
  submitLabel: string;
  /** Default: submits the form around it. */
  onConfirm?: () => void;
  /** Colors the submit button as dangerous. */
  isFinal?: boolean;
  isPending?: boolean;
  /** Disables the submit button. The form must say why. */
  isDisabled?: boolean;
};

export const FormButtons = (props: FormButtonsProps) => (
  <Group justify="flex-end" className={classes.buttons ?? ""}>
    <Button variant="default" onClick={props.onCancel} data-autofocus={props.isCancelFocused}>
      {props.cancelLabel ?? commonTexts.cancel}
    </Button>
    <Button
      type={props.onConfirm ? "button" : "submit"}
      color={props.isFinal ? "red" : undefined}
      loading={props.isPending}
      disabled={props.isDisabled}
      onClick={props.onConfirm}
    >
      {props.submitLabel}
    </Button>
  </Group>
);

type FormFrameProps = Omit<FormButtonsProps, "onConfirm"> & {
  /** The mutation that the form sends: shows its error, and whether it is pending. */
  change?: { error: unknown; isPending: boolean };
  /** The server's refusal, above the inputs. Default: the error of `change`. */
  refusal?: ReactNode;
  onSubmit: () => void;
  children: ReactNode;
};

export const FormFrame = ({ change, ...props }: FormFrameProps) => (
  <form
    onSubmit={(event) => {
      event.preventDefault();
      props.onSubmit();
    }}
    noValidate
  >
    <Stack>
      {props.refusal ?? (change?.error ? <ErrorNotice error={change.error} /> : null)}
      {props.children}
      <FormButtons {...props} isPending={change?.isPending ?? props.isPending} />
    </Stack>
  </form>
);
