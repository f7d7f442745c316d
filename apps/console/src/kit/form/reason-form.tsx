import { Text, TextInput } from "@mantine/core";
import { type FormEvent, type ReactNode, useEffect, useState } from "react";
import { commonTexts } from "../../words/common/common.ts";
import { focusFirst } from "./field-nodes.ts";
import { FormFrame } from "./form-frame.tsx";

type ReasonFormProps = {
  /** What the step does, or of what it is the last. */
  about: ReactNode;
  label: string;
  submitLabel: string;
  refusal: ReactNode;
  isPending: boolean;
  /** What it asks for besides. */
  children?: ReactNode;
  onSubmit: (reason: string) => void;
  onCancel: () => void;
};

/** Asks for the reason of a step that ends something. */
export function ReasonForm({ about, label, onSubmit, children, ...frame }: ReasonFormProps) {
  const [reason, setReason] = useState("");
  const [isAsked, setAsked] = useState(false);
  useEffect(() => focusFirst(["reason"]), []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (reason.trim() === "") return focusFirst(["reason"]);
    onSubmit(reason);
  };
  return (
    <FormFrame {...frame} onSubmit={submit} cancelLabel={commonTexts.back} isFinal>
      <Text size="sm">{about}</Text>
      {children}
      <TextInput
        label={label}
        data-path="reason"
        required
        maxLength={500}
        value={reason}
        error={isAsked && reason.trim() === "" ? commonTexts.required : null}
        onChange={({ currentTarget: { value } }) => setReason(value)}
      />
    </FormFrame>
  );
}
