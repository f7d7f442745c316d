import { UpdateAppointment } from "@caretype/api/appointment/schema";
import { type Appointment, visitTypeId as visitTypeIds } from "@caretype/client";
import { NativeSelect, Textarea } from "@mantine/core";
import { useState } from "react";
import { schemaResolver } from "../../../kit/form/field-messages.ts";
import { focusFirst } from "../../../kit/form/field-nodes.ts";
import { FormFrame } from "../../../kit/form/form-frame.tsx";
import { caretype } from "../../../session/client/api.ts";
import { commonTexts } from "../../../words/common/common.ts";
import { ChooseRoom } from "../book/choose-room.tsx";
import { useBookingChoices } from "../book/use-booking-choices.ts";
import { useNotifyChange } from "../notify-change.ts";
import { texts } from "./texts.en.ts";
import { ChangeRefusal, useChange } from "./use-change.tsx";

const check = schemaResolver(UpdateAppointment.pick({ reasonForVisit: true, note: true }).loose());

type EditFormProps = { appointment: Appointment; onDone: () => void; onCancel: () => void };

/** Changes what an appointment is about, its kind and its room. */
export function EditForm({ appointment, onDone, onCancel }: EditFormProps) {
  const { id, version: expectedVersion, visitTypeId, roomId, reasonForVisit, note } = appointment;
  const before = { visitTypeId, roomId, reasonForVisit, note };
  const [values, setValues] = useState({ ...before, reasonForVisit: reasonForVisit ?? "", note: note ?? "" });
  const set = (changes: Partial<typeof values>) => setValues((before) => ({ ...before, ...changes }));
  const notify = useNotifyChange();
  const change = useChange({
    run: (input: typeof values, call) =>
      call(input, (options) =>
        caretype.appointment.update.mutate({ id, expectedVersion, ...input }, options),
      ),
    onDone: ({ patientName, version }) => {
      notify(texts.done.edit(patientName), () =>
        caretype.appointment.update.mutate({ ...before, id, expectedVersion: version }),
      );
      onDone();
    },
  });
  const problems = check(values);
  const submit = () => {
    const wrong = Object.keys(problems);
    if (wrong.length > 0) return focusFirst(wrong);
    change.mutate(values);
  };
  const lines = { autosize: true, minRows: 1, maxRows: 6 };
  return (
    <FormFrame
      refusal={<ChangeRefusal error={change.error} />}
      submitLabel={commonTexts.save}
      cancelLabel={commonTexts.back}
      isPending={change.isPending}
      onSubmit={submit}
      onCancel={onCancel}
    >
      <Textarea
        {...lines}
        data-autofocus
        enterKeyHint="done"
        label={texts.details.reason}
        data-path="reasonForVisit"
        error={problems.reasonForVisit}
        value={values.reasonForVisit}
        onChange={({ currentTarget: { value } }) => set({ reasonForVisit: value })}
      />
      <OtherVisitType {...{ appointment, values, set }} />
      <ChooseRoom {...{ appointment }} roomId={values.roomId} onChange={(other) => set({ roomId: other })} />
      <Textarea
        {...lines}
        label={texts.details.note}
        data-path="note"
        error={problems.note}
        description={texts.noteHint}
        value={values.note}
        onChange={({ currentTarget: { value } }) => set({ note: value })}
      />
    </FormFrame>
  );
}

type Chosen = Pick<Appointment, "visitTypeId">;
type OtherVisitTypeProps = { appointment: Appointment; values: Chosen; set: (chosen: Chosen) => void };

/** A visit type that is offered, or the appointment's own. */
function OtherVisitType({ appointment, values, set }: OtherVisitTypeProps) {
  const active = useBookingChoices().data?.visitTypes ?? [];
  const own = { id: appointment.visitTypeId, name: appointment.visitTypeName };
  const offered = active.some(({ id }) => id === own.id) ? active : [own, ...active];
  return (
    <NativeSelect
      label={texts.details.visitType}
      data={offered.map(({ id, name }) => ({ value: id, label: name }))}
      value={values.visitTypeId}
      onChange={(event) => set({ visitTypeId: visitTypeIds.parse(event.currentTarget.value) })}
    />
  );
}
