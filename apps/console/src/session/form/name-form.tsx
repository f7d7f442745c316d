import { TextInput } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { focusOnce } from "../../kit/focus/focus-once.ts";
import { SmallButton } from "../../kit/theme/plain-button.tsx";
import { commonTexts } from "../../words/common/common.ts";
import { SentForm } from "./sent-form.tsx";
import { useSending } from "./use-sending.ts";
import type { Validate } from "./use-sent-form.ts";

type NameValues = { name: string };

type NameFormProps = {
  label: string;
  description: string;
  submitLabel: string;
  name?: string;
  autoComplete?: string;
  /** Default: any name that is not blank. The server validates it. */
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
    <SmallButton
      label={opener}
      onClick={() => setState("open")}
      style={{ alignSelf: "start" }}
      // Closing the form returns the focus to its button.
      ref={state === "closed" ? focusOnce : null}
    />
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
  notice,
  onClose,
}: NameFormProps & { onClose: () => void }) {
  const sending = useSending({
    initialValues: { name },
    validate,
    send: (values) => send(values, onClose),
  });
  const { form } = sending;

  return (
    <SentForm sending={sending} submitLabel={submitLabel} onCancel={onClose} notice={notice}>
      <TextInput
        label={label}
        description={description}
        autoComplete={autoComplete}
        required
        ref={focusOnce}
        data-autofocus
        {...form.getInputProps("name")}
      />
    </SentForm>
  );
}
