import type { Appointment, AppointmentId } from "@caretype/client";
import { Group, Skeleton, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { flushSync } from "react-dom";
import { Dialog } from "../../../kit/dialog/dialog.tsx";
import { focusFirst } from "../../../kit/form/field-nodes.ts";
import { ReasonForm } from "../../../kit/form/reason-form.tsx";
import { QueryStates } from "../../../kit/page/query-states.tsx";
import { api, caretype } from "../../../session/client/api.ts";
import { usePractice } from "../../../session/client/use-practice.ts";
import { usePracticeTime } from "../../../session/practice-time/practice-time.ts";
import { AnchorLink } from "../../../words/format/links.tsx";
import { Name } from "../../../words/format/name.tsx";
import { PatientLine } from "../../patient/patient-line.tsx";
import { morePath } from "../../record/step-buttons.tsx";
import { BookDialog } from "../book/book-dialog.tsx";
import { focusFirstField } from "../book/focus-first-field.ts";
import type { RefusedMove } from "../move.ts";
import { stepBackOf, useNotifyChange } from "../notify-change.ts";
import { AppointmentView, type AskedStep } from "./appointment-view.tsx";
import { EditForm } from "./edit-form.tsx";
import { RescheduleForm } from "./reschedule-form.tsx";
import { SeriesChoice, type SeriesPart } from "./series-choice.tsx";
import { texts } from "./texts.en.ts";
import { ChangeRefusal, useChange } from "./use-change.tsx";

type AppointmentDialogProps = {
  id: AppointmentId;
  /** A move that was refused. It is offered to be corrected. */
  refused?: RefusedMove | null;
  onClose: () => void;
};

/** An appointment with what its status allows: steps, rescheduling and cancelling. */
export function AppointmentDialog({ id, refused = null, onClose }: AppointmentDialogProps) {
  const query = useQuery(api.appointment.byId.queryOptions({ id }, { staleTime: 0 }));
  const [asked, ask] = useState<"view" | AskedStep>(refused ? "reschedule" : "view");
  const back = () => {
    const from = asked;
    flushSync(() => ask("view"));
    // Its button, or that of its menu, was not there meanwhile.
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

type CancelFormProps = { appointment: Appointment; onDone: () => void; onCancel: () => void };

/** Cancels an appointment, and the later ones of its series if wanted. It asks for a reason, which the patient may be told. */
function CancelForm({ appointment, onDone, onCancel }: CancelFormProps) {
  const { id, version: expectedVersion, seriesId, patientName, startsAt } = appointment;
  const { dayAndTime } = usePracticeTime();
  const [part, setPart] = useState<SeriesPart>("one");
  const isReasonRequired = usePractice()?.cancellationReasonRequired !== false;
  const notify = useNotifyChange();
  const change = useChange({
    run: (input: { reason: string; part: SeriesPart }, call) => {
      const step = { id, expectedVersion, reason: input.reason };
      return call(input, async (options) =>
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
      isPending={change.isPending}
      onSubmit={(reason) => change.mutate({ reason, part })}
      onCancel={onCancel}
    >
      {seriesId === null ? null : <SeriesChoice part={part} onPart={setPart} />}
    </ReasonForm>
  );
}
