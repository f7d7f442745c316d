import { type ErrorCode, isErrorCode, isNetworkError } from "@caretype/client";
import { Group, List, Stack } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "../../kit/form/buttons.module.css";
import { SubmitButton } from "../../kit/form/submit-button.tsx";
import { texts as formTexts } from "../../kit/form/texts.en.ts";
import { ErrorAlert, ErrorNotice } from "../../kit/notice/error-notice.tsx";
import { PlainButton } from "../../kit/theme/plain-button.tsx";
import { commonTexts } from "../../words/common/common.ts";
import { UnsavedChanges } from "./unsaved-changes.tsx";
import type { Refusal, useRecordForm } from "./use-record-form.ts";

/** What the frame needs of `useRecordForm`. */
export type FramedForm = Pick<
  ReturnType<typeof useRecordForm>,
  "save" | "tell" | "blocker" | "refusal" | "isSaving"
>;

type RecordFormProps = FramedForm & {
  submitLabel: string;
  cancelLabel?: string;
  onCancel: () => void;
  /** Errors that the page shows itself. */
  shownElsewhere?: readonly ErrorCode[];
  children: ReactNode;
};

/** The frame of a `useRecordForm` form: errors, buttons, and the question before leaving. */
export function RecordForm(props: RecordFormProps) {
  const { save, blocker, refusal, isSaving, submitLabel, onCancel, shownElsewhere = [], children } = props;
  const isShownHere = refusal !== null && !isErrorCode(refusal.error, ...shownElsewhere);
  return (
    <form
      onSubmit={(event) => {
        // A nested form is not part of this one.
        event.stopPropagation();
        void save(event);
      }}
      {...props.tell}
      noValidate
      aria-busy={isSaving}
    >
      <Stack>
        {children}
        {isShownHere ? <RefusalNotice refusal={refusal} /> : null}
        <Group justify="flex-end" className={classes.buttons ?? ""}>
          <PlainButton label={props.cancelLabel ?? commonTexts.cancel} onClick={onCancel} />
          <SubmitButton label={submitLabel} isPending={isSaving} />
        </Group>
      </Stack>
      <UnsavedChanges blocker={blocker} isSaving={isSaving} />
    </form>
  );
}

export function RefusalNotice({ refusal: { error, messages } }: { refusal: Refusal }) {
  if (isNetworkError(error)) {
    return <ErrorAlert title={formTexts.noAnswer.title}>{formTexts.noAnswer.text}</ErrorAlert>;
  }
  if (messages.length === 0) return <ErrorNotice error={error} />;
  return (
    <ErrorAlert title={formTexts.cannotBeSaved}>
      <List size="sm">
        {messages.map((message) => (
          <List.Item key={message}>{message}</List.Item>
        ))}
      </List>
    </ErrorAlert>
  );
}
