import { Button, Group, Text, TextInput } from "@mantine/core";
import { type ReactNode, useEffect, useState } from "react";
import { commonTexts } from "../../words/common/common.ts";
import { focusFirst } from "./field-nodes.ts";
import { FormFrame } from "./form-frame.tsx";

type ReasonFormProps = {
  /** What the step does, or of what it is the last. */
  about: ReactNode;
  label: string;
  /** Reasons that one click fills in. */
  usual?: readonly string[];
  isOptional?: boolean;
  submitLabel: string;
  refusal: ReactNode;
  isPending: boolean;
  isDisabled?: boolean;
  /** What it asks for besides. */
  children?: ReactNode;
  onSubmit: (reason: string) => void;
  onCancel: () => void;
};

/** Asks for the reason of a step that ends something. */
export function ReasonForm({
  about,
  label,
  usual = [],
  isOptional = false,
  onSubmit,
  children,
  ...frame
}: ReasonFormProps) {
  const [reason, setReason] = useState("");
  const [isAsked, setAsked] = useState(false);
  const isMissing = !isOptional && reason.trim() === "";
  useEffect(() => focusFirst(["reason"]), []);
  const submit = () => {
    setAsked(true);
    if (isMissing) return focusFirst(["reason"]);
    onSubmit(reason);
  };
  return (
    <FormFrame {...frame} onSubmit={submit} cancelLabel={commonTexts.back} isFinal>
      <Text size="sm">{about}</Text>
      {children}
      <Group gap={6} hidden={usual.length === 0}>
        {usual.map((each) => (
          <Button key={each} variant="default" size="compact-sm" onClick={() => setReason(each)}>
            {each}
          </Button>
        ))}
      </Group>
      <TextInput
        label={label}
        data-path="reason"
        required={!isOptional}
        maxLength={500}
        value={reason}
        error={isAsked && isMissing ? commonTexts.required : null}
        onChange={({ currentTarget: { value } }) => setReason(value)}
      />
    </FormFrame>
  );
}
