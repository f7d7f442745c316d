import type { Appointment } from "@caretype/client";
import { Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { type FormEvent, useEffect, useState } from "react";
import { focusFirst } from "../../../kit/form/field-nodes.ts";
import { submitByKeys } from "../../../kit/form/submit-by-keys.ts";
import { notifyDone } from "../../../kit/notice/notify.tsx";
import { caretype } from "../../../session/client/api.ts";
import { usePracticeTime } from "../../../session/practice-time/practice-time.ts";
import { commonTexts } from "../../../words/common/common.ts";
import { withNames } from "../../../words/format/with-names.ts";
import { ChangeRefusal } from "./change-refusal.tsx";
import { SeriesChoice, type SeriesPart } from "./series-choice.tsx";
import { texts } from "./texts.en.ts";
import { useChange } from "./use-change.ts";

type CancelFormProps = { appointment: Appointment; onDone: () => void; onCancel: () => void };

/** Cancels an appointment, and the later ones of its series if wanted. It cannot be undone, so it is asked for a reason. */
export function CancelForm({ appointment, onDone, onCancel }: CancelFormProps) {
  const { id, version: expectedVersion, seriesId, patientName, startsAt } = appointment;
  const { dayAndTime } = usePracticeTime();
  const [reason, setReason] = useState("");
  const [part, setPart] = useState<SeriesPart>("one");
  const [isAsked, setAsked] = useState(false);
  useEffect(() => focusFirst(["reason"]), []);
  const change = useChange({
    run: (input: { reason: string; part: SeriesPart }, call) => {
      const step = { id, expectedVersion, reason: input.reason };
      return call(input, async (options) =>
        input.part === "later"
          ? (await caretype.appointment.cancelSeries.mutate(step, options)).items.length
          : caretype.appointment.cancel.mutate(step, options).then(() => 1),
      );
    },
    onDone: (count) => {
      notifyDone(count === 1 ? texts.done.cancel(patientName) : texts.seriesIsCancelled(count));
      onDone();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (reason.trim() === "") return focusFirst(["reason"]);
    change.mutate({ reason, part });
  };
  return (
    <form onSubmit={submit} onKeyDown={submitByKeys} noValidate>
      <Stack>
        <ChangeRefusal error={change.error} />
        <Text size="sm">{withNames`${patientName}, ${dayAndTime(startsAt)}`}</Text>
        <TextInput
          label={texts.cancelForm.reason}
          data-path="reason"
          required
          maxLength={500}
          value={reason}
          error={isAsked && reason.trim() === "" ? commonTexts.required : null}
          onChange={({ currentTarget: { value } }) => setReason(value)}
        />
        {seriesId === null ? null : <SeriesChoice part={part} onPart={setPart} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onCancel}>
            {commonTexts.back}
          </Button>
          <Button type="submit" color="red" loading={change.isPending}>
            {texts.cancelForm.submit}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
