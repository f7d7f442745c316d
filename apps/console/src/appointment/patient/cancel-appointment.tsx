import { CancelAppointment as CancelInput } from "@caretype/api/appointment/schema";
import type { Appointment } from "@caretype/client";
import { Checkbox, Stack, Textarea } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, caretype } from "../../api.ts";
import { Dialog } from "../../dialog/dialog.tsx";
import { RecordForm } from "../../form/record-form.tsx";
import { useRecordForm } from "../../form/use-record-form.ts";
import { notifyDone } from "../../shell/notice/notify.tsx";
import { appointmentTexts } from "../../texts/appointment.ts";
import { usePracticeTime } from "../practice-time.ts";

const texts = appointmentTexts.cancel;

type CancelAppointmentProps = { appointment: Appointment; onClose: () => void };

/** Cancels an appointment, or it and the later ones of its series, with a reason. */
export function CancelAppointment({ appointment, onClose }: CancelAppointmentProps) {
  const { id, version: expectedVersion, startsAt, seriesId } = appointment;
  const queries = useQueryClient();
  const { dayAndTime } = usePracticeTime();
  const [isLater, setLater] = useState(false);
  const when = dayAndTime(startsAt);
  const cancelling = useRecordForm({
    schema: CancelInput,
    initialValues: { reason: "" },
    inputOf: (values) => ({ id, expectedVersion, ...values }),
    onSubmit: async ({ reason }, call) => {
      const input = { id, expectedVersion, reason };
      return call([isLater, input], async (options) => {
        if (!isLater) return [await caretype.appointment.cancel.mutate(input, options)];
        return (await caretype.appointment.cancelSeries.mutate(input, options)).items;
      });
    },
    onSaved: (cancelled) => {
      notifyDone(cancelled.length > 1 ? texts.areDone(cancelled.length) : texts.isDone(when));
      onClose();
      void queries.invalidateQueries(api.appointment.pathFilter());
    },
  });
  const { form } = cancelling;
  return (
    <Dialog onClose={onClose} title={texts.title(when)}>
      <RecordForm {...cancelling} submitLabel={texts.submit} onCancel={onClose}>
        <Stack>
          <Textarea
            label={texts.reason}
            required
            data-autofocus
            autosize
            minRows={2}
            maxLength={500}
            key={form.key("reason")}
            {...form.getInputProps("reason")}
          />
          {seriesId === null ? null : (
            <Checkbox
              label={texts.later}
              checked={isLater}
              onChange={(event) => setLater(event.currentTarget.checked)}
            />
          )}
        </Stack>
      </RecordForm>
    </Dialog>
  );
}
