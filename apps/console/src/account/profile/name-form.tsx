import { Button, Group, Stack, TextInput } from "@mantine/core";
import type { FormValidateInput } from "@mantine/form";
import { type ReactNode, useState } from "react";
import { focusOnce } from "../../session/focus-once.ts";
import { SubmitButton } from "../../session/submit-button.tsx";
import { useSending } from "../../session/use-sending.ts";
import { ErrorNotice } from "../../shell/notice/error-notice.tsx";

type NameValues = { name: string };

type NameFormProps = {
  label: string;
  description: string;
  submitLabel: string;
  /** The name until now. Default: there is none. */
  name?: string;
  autoComplete?: string;
  /** Default: any name will do, and the server has the last word. */
  validate?: FormValidateInput<NameValues>;
  /** Closes the form, where it is not to stay. */
  send: (values: NameValues, close: () => void) => Promise<unknown>;
  notice?: (error: unknown) => ReactNode;
};

/** One name, asked for behind a button. */
export function NameForm({ opener, ...form }: NameFormProps & { opener: string }) {
  const [state, setState] = useState<"new" | "open" | "closed">("new");
  if (state === "open") return <OpenForm {...form} onClose={() => setState("closed")} />;
  return (
    <Button
      variant="default"
      size="xs"
      onClick={() => setState("open")}
      style={{ alignSelf: "start" }}
      // Back to where the form was opened from.
      ref={state === "closed" ? focusOnce : null}
    >
      {opener}
    </Button>
  );
}

const anyName = { name: (value: string) => (value.trim() === "" ? "Required" : null) };

function OpenForm({
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
          key={form.key("name")}
          {...form.getInputProps("name")}
        />
        <Group>
          <SubmitButton isPending={isPending}>{submitLabel}</SubmitButton>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
