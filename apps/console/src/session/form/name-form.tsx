import { Button, Group, Stack, TextInput } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { focusOnce } from "../../kit/focus/focus-once.ts";
import { SubmitButton } from "../../kit/form/submit-button.tsx";
import { ErrorNotice } from "../../kit/notice/error-notice.tsx";
import { commonTexts } from "../../words/common/common.ts";
import { useSending } from "./use-sending.ts";
import type { Validate } from "./use-sent-form.ts";

type NameValues = { name: string };

type NameFormProps = {
  label: string;
  description: string;
  submitLabel: string;
  /** The current name. Default: empty. */
  name?: string;
  autoComplete?: string;
  /** Default: accepts any name that is not blank. The server validates it. */
  validate?: Validate<NameValues>;
  /** Call `close` to close the form. */
  send: (values: NameValues, close: () => void) => Promise<unknown>;
  notice?: (error: unknown) => ReactNode;
};

/** A button that opens a form with one name. */
export function NameForm({ opener, ...form }: NameFormProps & { opener: string }) {
  const [state, setState] = useState<"new" | "open" | "closed">("new");
  if (state === "open") return <NameFields {...form} onClose={() => setState("closed")} />;
  return (
    <Button
      variant="default"
      size="xs"
      onClick={() => setState("open")}
      style={{ alignSelf: "start" }}
      // Closing the form returns the focus to its button.
      ref={state === "closed" ? focusOnce : null}
    >
      {opener}
    </Button>
  );
}

const anyName = { name: (value: string) => (value.trim() === "" ? commonTexts.required : null) };

export function NameFields({
  label,
  description,
  submitLabel,
  name = "",
  autoComplete,
  validate = anyName,
  send,
  notice = (error) => <ErrorNotice error={error} />,
  onClose,
}: NameFormProps & { onClose: () => void }) {
  const { form, submit, isPending, error } = useSending({
    initialValues: { name },
    validate,
    send: (values) => send(values, onClose),
  });
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        {error ? notice(error) : null}
        <TextInput
          label={label}
          description={description}
          autoComplete={autoComplete}
          required
          ref={focusOnce}
          data-autofocus
          key={form.key("name")}
          {...form.getInputProps("name")}
        />
        <Group>
          <SubmitButton isPending={isPending}>{submitLabel}</SubmitButton>
          <Button variant="default" onClick={onClose}>
            {commonTexts.cancel}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
