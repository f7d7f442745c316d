import { requiredLine } from "@caretype/core/kernel/field/schemas";
import { Group, Text, TextInput } from "@mantine/core";
import { type ReactNode, useEffect, useState } from "react";
import { z } from "zod";
import { commonTexts } from "../../words/common/common.ts";
import { PlainButton } from "../theme/plain-button.tsx";
import { schemaResolver } from "./field-messages.ts";
import { focusFirst } from "./field-nodes.ts";
import { FormFrame } from "./form-frame.tsx";

type ReasonFormProps = {
  /** Explains what the step does. */
  about: ReactNode;
  label: string;
  /** Reasons to insert with one click. */
  usual?: readonly string[];
  isOptional?: boolean;
  submitLabel: string;
  /** See `FormFrame`. */
  change: { error: unknown; isPending: boolean };
  refusal?: ReactNode;
  isDisabled?: boolean;
  /** Further inputs. */
  children?: ReactNode;
  onSubmit: (reason: string) => void;
  onCancel: () => void;
};

/** As in the API's schemas. */
const check = schemaResolver(z.object({ reason: requiredLine(500) }));

/** Asks for the reason of a final step. */
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
  const isEmpty = reason.trim() === "";
  const problem = isOptional && isEmpty ? null : check({ reason }).reason;
  useEffect(() => focusFirst(["reason"]), []);
  const submit = () => {
    setAsked(true);
    if (problem) return focusFirst(["reason"]);
    onSubmit(reason);
  };
  return (
    <FormFrame {...frame} onSubmit={submit} cancelLabel={commonTexts.back} isFinal>
      <Text size="sm">{about}</Text>
      {children}
      <Group gap={6} hidden={usual.length === 0}>
        {usual.map((each) => (
          <PlainButton
            key={each}
            label={each}
            size="compact-sm"
            onClick={() => {
              setReason(each);
              // Enter submits it.
              focusFirst(["reason"]);
            }}
          />
        ))}
      </Group>
      <TextInput
        label={label}
        data-path="reason"
        required={!isOptional}
        value={reason}
        error={isAsked || !isEmpty ? problem : null}
        onChange={({ currentTarget: { value } }) => setReason(value)}
      />
    </FormFrame>
  );
}
