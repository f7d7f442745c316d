import { Button, Group, Stack } from "@mantine/core";
import type { FormEvent, ReactNode } from "react";
import { commonTexts } from "../../words/common/common.ts";
import { submitByKeys } from "./submit-by-keys.ts";

type FormFrameProps = {
  /** Why the change was refused, above the inputs. */
  refusal: ReactNode;
  onSubmit: (event: FormEvent) => void;
  onCancel: () => void;
  submitLabel: string;
  /** Default: "Cancel". */
  cancelLabel?: string;
  /** Colours the submit button as dangerous. */
  isFinal?: boolean;
  isPending: boolean;
  children: ReactNode;
};

/** The frame of a form for a clinical record: a refusal, the inputs and the buttons. */
export const FormFrame = (props: FormFrameProps) => (
  <form onSubmit={props.onSubmit} onKeyDown={submitByKeys} noValidate>
    <Stack>
      {props.refusal}
      {props.children}
      <Group justify="flex-end">
        <Button variant="default" onClick={props.onCancel}>
          {props.cancelLabel ?? commonTexts.cancel}
        </Button>
        <Button type="submit" color={props.isFinal ? "red" : undefined} loading={props.isPending}>
          {props.submitLabel}
        </Button>
      </Group>
    </Stack>
  </form>
);
