import { type Appointment, type AppointmentId, visitTypeId as visitTypeIds } from "@caretype/client";
import { UpdateAppointment } from "@caretype/scheduling/appointment/schema";
import { Group, NativeSelect, Skeleton, Stack, Textarea } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { flushSync } from "react-dom";
import { Dialog } from "../../../../../kit/dialog/dialog.tsx";
import { schemaResolver } from "../../../../../kit/form/field-messages.ts";
import { focusFirst } from "../../../../../kit/form/field-nodes.ts";
import { FormFrame } from "../../../../../kit/form/form-frame.tsx";
import { ReasonForm } from "../../../../../kit/form/reason-form.tsx";
import { QueryStates } from "../../../../../kit/page/query-states.tsx";
import { morePath } from "../../../../../records/record/step-buttons.tsx";
import { api, caretype } from "../../../../../session/client/api.ts";
import { usePractice } from "../../../../../session/client/use-practice.ts";
import { usePracticeTime } from "../../../../../session/practice-time/practice-time.ts";
import { commonTexts } from "../../../../../words/common/common.ts";
import { AnchorLink } from "../../../../../words/format/links.tsx";
import { Name } from "../../../../../words/format/name.tsx";
import { PatientLine } from "../../../../people/records/patient/patient-line.tsx";
import { BookDialog } from "../book/book-dialog.tsx";
import { ChooseRoom } from "../book/choose-room.tsx";
import { focusFirstField } from "../book/focus-first-field.ts";
import { useBookingChoices } from "../book/use-booking-choices.ts";
import type { RefusedMove } from "../move.ts";
import { stepBackOf, useNotifyChange } from "../notify-change.ts";
import { AppointmentView, type AskedStep } from "./appointment-view.tsx";
import { RescheduleForm } from "./reschedule-form.tsx";
import { SeriesChoice, type SeriesPart } from "./series-choice.tsx";
import { texts } from "./texts.en.ts";
import { ChangeRefusal, useChange } from "./use-change.tsx";

type AppointmentDialogProps = {
  id: AppointmentId;
  /** A refused move, to correct. */
  refused?: RefusedMove | null;
  onClose: () => void;
};

/** An appointment with the actions that its status allows: steps, rescheduling and cancelling. */
export function AppointmentDialog({ id, refused = null, onClose }: AppointmentDialogProps) {
  const query = useQuery(api.appointment.byId.queryOptions({ id }, { staleTime: 0 }));
  const [asked, ask] = useState<"view" | AskedStep>(refused ? "reschedule" : "view");
  const back = () => {
    const from = asked;
    flushSync(() => ask("view"));
    // The button that opened it, or its menu, was gone meanwhile.
    focusFirst([from, morePath]);
  };
  if (asked === "bookAgain" && query.data) {
    const { startsAt, ...visit } = query.data;
    const isAhead = Date.parse(startsAt) > Date.now();
    return <BookDialog {...visit} startsAt={isAhead ? startsAt : undefined} onClose={onClose} />;
  }
  const title = asked === "view" ? <Name>{query.data?.patientName ?? ""}</Name> : texts.steps[asked];
  return (
    <Dialog onClose={onClose} title={title} size="lg">
      <QueryStates query={query} skeleton={<Skeleton h={200} />}>
        {(appointment) => (
          <Stack key={asked} ref={focusFirstField}>
            <Group justify="space-between" gap="xs">
              <PatientLine
                id={appointment.patientId}
                {...(asked !== "view" && { name: appointment.patientName })}
              />
              <AnchorLink size="sm" to="/patients/$id" params={{ id: appointment.patientId }}>
                {texts.details.toPatient}
              </AnchorLink>
            </Group>
            {asked === "reschedule" ? (
              <RescheduleForm appointment={appointment} refused={refused} onDone={onClose} onCancel={back} />
            ) : asked === "view" ? (
              <AppointmentView appointment={appointment} onAsk={ask} onDone={onClose} />
            ) : asked === "edit" ? (
              <EditForm appointment={appointment} onDone={onClose} onCancel={back} />
            ) : (
              <CancelForm appointment={appointment} onDone={onClose} onCancel={back} />
            )}
          </Stack>
        )}
      </QueryStates>
    </Dialog>
  );
}

type FormProps = { appointment: Appointment; onDone: () => void; onCancel: () => void };

/**
 * Cancels an appointment, and optionally the later ones of its series. Asks for a reason, which the patient may see.
 */
function CancelForm({ appointment, onDone, onCancel }: FormProps) {
  const { id, version: expectedVersion, seriesId, patientName, startsAt } = appointment;
  const { dayAndTime } = usePracticeTime();
  const [part, setPart] = useState<SeriesPart>("one");
  const isReasonRequired = usePractice()?.cancellationReasonRequired !== false;
  const notify = useNotifyChange();
  const change = useChange({
    run: (input: { reason: string; part: SeriesPart }, call) => {
      const step = { id, expectedVersion, reason: input.reason };
      return call(input, async (_, options) =>
        input.part === "later"
          ? (await caretype.appointment.cancelSeries.mutate(step, options)).items
          : [await caretype.appointment.cancel.mutate(step, options)],
      );
    },
    onDone: (cancelled) => {
      const { length } = cancelled;
      const message = length > 1 ? texts.seriesIsCancelled(length) : texts.done.cancel(patientName);
      notify(message, stepBackOf(...cancelled));
      onDone();
    },
  });
  return (
    <ReasonForm
      about={dayAndTime(startsAt)}
      label={texts.cancelForm.reason}
      usual={texts.cancelForm.usual}
      isOptional={!isReasonRequired}
      submitLabel={texts.cancelForm.submit}
      refusal={<ChangeRefusal error={change.error} />}
      change={change}
      onSubmit={(reason) => change.mutate({ reason, part })}
      onCancel={onCancel}
    >
      {seriesId === null ? null : <SeriesChoice part={part} onPart={setPart} />}
    </ReasonForm>
  );
}

const check = schemaResolver(UpdateAppointment.pick({ reasonForVisit: true, note: true }).loose());

/** Changes an appointment's reason, kind and room. */
function EditForm({ appointment, onDone, onCancel }: FormProps) {
  const { id, version: expectedVersion, visitTypeId, roomId, reasonForVisit, note } = appointment;
  const before = { visitTypeId, roomId, reasonForVisit, note };
  const [values, setValues] = useState({ ...before, reasonForVisit: reasonForVisit ?? "", note: note ?? "" });
  const set = (changes: Partial<typeof values>) => setValues((before) => ({ ...before, ...changes }));
  const notify = useNotifyChange();
  const change = useChange({
    run: (input: typeof values, call) =>
      call({ id, expectedVersion, ...input }, caretype.appointment.update.mutate),
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

/** An offered visit type, or the appointment's own. */
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
