import { Group, Stack } from "@mantine/core";
import type { ReactNode, SyntheticEvent } from "react";
import { SubmitButton } from "../../kit/form/submit-button.tsx";
import { ErrorNotice } from "../../kit/notice/error-notice.tsx";
import { PlainButton } from "../../kit/theme/plain-button.tsx";
import { commonTexts } from "../../words/common/common.ts";

type SentFormProps = {
  /** The result of `useSending`. */
  sending: { submit: (event: SyntheticEvent) => void; isPending: boolean; error: unknown };
  submitLabel: string;
  /** Default: no cancel button. */
  onCancel?: () => void;
  align?: "start";
  /** Of the button. Default: filled. */
  variant?: "default";
  notice?: (error: unknown) => ReactNode;
  children: ReactNode;
};

/** The frame of a `useSending` form: refusal, inputs and buttons. */
export const SentForm = ({
  sending,
  submitLabel,
  onCancel,
  align,
  variant,
  notice = defaultNotice,
  children,
}: SentFormProps) => (
  <form onSubmit={sending.submit} noValidate>
    <Stack gap={onCancel ? "sm" : "md"} align={align}>
      {sending.error ? notice(sending.error) : null}
      {children}
      {onCancel ? (
        <Group>
          <SubmitButton label={submitLabel} isPending={sending.isPending} />
          <PlainButton label={commonTexts.cancel} onClick={onCancel} />
        </Group>
      ) : (
        <SubmitButton label={submitLabel} variant={variant} isPending={sending.isPending} />
      )}
    </Stack>
  </form>
);

const defaultNotice = (error: unknown) => <ErrorNotice error={error} />;
