import { Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { type FormEvent, useEffect, useState } from "react";
import { caretype } from "../api.ts";
import { focusFirst } from "../form/field-nodes.ts";
import { notifyDone } from "../shell/notice/notify.tsx";
import { commonTexts } from "../texts/common.ts";
import { encounterTexts as texts } from "../texts/encounter.ts";
import type { EncounterFormProps } from "./asked-step.ts";
import { ChangeRefusal } from "./change-refusal.tsx";
import { useChange } from "./use-change.ts";

type ReasonFormProps = EncounterFormProps & { step: "cancel" | "enterInError" };

/** Cancels an encounter, or marks it as entered in error. Neither can be undone, so it asks for a reason. */
export function ReasonForm({ encounter, step, onDone, onCancel }: ReasonFormProps) {
  const { id, version: expectedVersion } = encounter;
  const [reason, setReason] = useState("");
  const [isAsked, setAsked] = useState(false);
  useEffect(() => focusFirst(["reason"]), []);
  const change = useChange({
    run: (given: string, call) => {
      const input = { id, expectedVersion, reason: given };
      return call([step, input], (options) => caretype.encounter[step].mutate(input, options));
    },
    onDone: ({ patientName }) => {
      notifyDone(texts.done[step](patientName));
      onDone();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (reason.trim() === "") return focusFirst(["reason"]);
    change.mutate(reason);
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <ChangeRefusal error={change.error} />
        <Text size="sm">{texts.reasonForm[step]}</Text>
        <TextInput
          label={texts.reasonForm.reason}
          data-path="reason"
          required
          maxLength={500}
          value={reason}
          error={isAsked && reason.trim() === "" ? commonTexts.required : null}
          onChange={({ currentTarget: { value } }) => setReason(value)}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onCancel}>
            {commonTexts.back}
          </Button>
          <Button type="submit" color="red" loading={change.isPending}>
            {texts.steps[step]}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
