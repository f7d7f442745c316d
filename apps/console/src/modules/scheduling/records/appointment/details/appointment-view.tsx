import type { Appointment } from "@caretype/client";
import { backReasons } from "@caretype/scheduling/appointment/schema";
import { mayDo, over, standing, statusBefore } from "@caretype/scheduling/appointment/steps";
import { Menu, Stack } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { FactList } from "../../../../../records/history/fact-list.tsx";
import { type Fact, factOf, linesOf, rareFactOf } from "../../../../../records/history/facts.ts";
import { HistoryOnRequest, Versions } from "../../../../../records/history/versions.tsx";
import { StepButtons } from "../../../../../records/record/step-buttons.tsx";
import { api, caretype } from "../../../../../session/client/api.ts";
import { usePermissions } from "../../../../../session/client/use-practice.ts";
import { type PracticeTime, usePracticeTime } from "../../../../../session/practice-time/practice-time.ts";
import { Name } from "../../../../../words/format/name.tsx";
import { type DeskStep, stepsOf } from "../desk-steps.ts";
import { DoctorsDay } from "../doctors-day.tsx";
import { stepBackOf, useNotifyChange } from "../notify-change.ts";
import { texts as appointmentTexts } from "../texts.en.ts";
import { useVisitStep } from "../visit-step.ts";
import { texts as calendarTexts, details as texts } from "./texts.en.ts";
import { ChangeRefusal, useChange } from "./use-change.tsx";

type AppointmentViewProps = {
  appointment: Appointment;
  onAsk: (form: AskedStep) => void;
  onDone: () => void;
};

/** An appointment's details and actions. */
export function AppointmentView({ appointment, onAsk, onDone }: AppointmentViewProps) {
  const practice = usePracticeTime();
  const lines = linesOf(factsFor(practice), appointment);
  const { doctorId, startsAt } = appointment;
  return (
    <Stack>
      <FactList
        facts={lines.map(({ label, text }) => ({
          label,
          text:
            label === texts.doctor ? (
              <DoctorsDay doctorId={doctorId} day={practice.dateOf(startsAt)}>
                {text}
              </DoctorsDay>
            ) : (
              text && <Name>{text}</Name>
            ),
        }))}
      />
      <AppointmentSteps appointment={appointment} onAsk={onAsk} onDone={onDone} />
      <HistoryOnRequest label={texts.history}>
        <AppointmentVersions id={appointment.id} />
      </HistoryOnRequest>
    </Stack>
  );
}

const { booked: created, changed: updated, removed, restored } = texts;
const words = { created, updated, removed, restored };

const factsFor = ({ dayAndTime, time }: PracticeTime): Fact<Appointment>[] => [
  factOf(
    "startsAt",
    texts.time,
    ({ startsAt, endsAt }) => startsAt && endsAt && calendarTexts.range(dayAndTime(startsAt), time(endsAt)),
  ),
  factOf("status", texts.status, ({ status }) => status && appointmentTexts.statuses[status]),
  rareFactOf("heldUntil", texts.heldUntil, ({ heldUntil }) => heldUntil && time(heldUntil)),
  rareFactOf("arrivedAt", texts.arrivedAt, ({ arrivedAt }) => arrivedAt && time(arrivedAt)),
  rareFactOf("seenSince", texts.seenSince, ({ seenSince }) => seenSince && time(seenSince)),
  factOf("visitTypeId", texts.visitType, ({ visitTypeName }) => visitTypeName),
  factOf("doctorId", texts.doctor, ({ doctorName }) => doctorName),
  rareFactOf("roomId", texts.room, ({ roomName }) => roomName),
  rareFactOf("seriesId", texts.series, ({ seriesId }) => seriesId && texts.ofSeries),
  rareFactOf("reasonForVisit", texts.reason, (each) => each.reasonForVisit),
  rareFactOf("note", texts.note, (each) => each.note),
  rareFactOf("overrideReason", texts.override, (each) => each.overrideReason),
  rareFactOf(
    "cancelledBy",
    texts.cancelledBy,
    ({ cancelledBy }) => cancelledBy && appointmentTexts.cancelledBy[cancelledBy],
  ),
  rareFactOf("cancellationReason", texts.cancellation, (each) => each.cancellationReason),
];

function AppointmentVersions({ id }: Pick<Appointment, "id">) {
  const practice = usePracticeTime();
  const query = useInfiniteQuery(api.appointment.history.infiniteQueryOptions({ id, limit: 50 }));
  return (
    <Versions query={query} label={texts.history} id={id} words={words} factsOf={() => factsFor(practice)} />
  );
}

const { appointment: calls } = caretype;

type BackReason = (typeof backReasons)[number];
const isBack = (step: DeskStep | BackReason): step is BackReason =>
  backReasons.some((reason) => reason === step);

/** Steps that open a form. */
const askedSteps = ["bookAgain", "reschedule", "edit", "cancel"] as const;
export type AskedStep = (typeof askedSteps)[number];

function isOffered(step: AskedStep, status: Appointment["status"]): boolean {
  if (step === "bookAgain") return over.some((each) => each === status);
  return step === "edit" ? standing.some((each) => each === status) : mayDo(step, status);
}

const neededFor = (step: AskedStep) => (step === "bookAgain" ? "appointment:create" : "appointment:update");

/** Steps allowed by status and role, the usual one first. */
function AppointmentSteps({ appointment, onAsk, onDone }: AppointmentViewProps) {
  const may = usePermissions();
  const { timeZone } = usePracticeTime();
  const { id, version: expectedVersion, status } = appointment;
  const notify = useNotifyChange();
  const callIn = useVisitStep({ onDone });
  const callInLabels = callIn.labelsFor(appointment);
  const change = useChange({
    run: (step: DeskStep | BackReason, call) => {
      const input = { id, expectedVersion };
      return call([step, input], (_, options) =>
        isBack(step)
          ? calls.stepBack.mutate({ ...input, reason: step }, options)
          : calls[step].mutate(input, options),
      );
    },
    onDone: (changed, step) => {
      const { patientName } = changed;
      if (isBack(step)) notify(texts.isBack(patientName));
      else notify(appointmentTexts.done[step](patientName), stepBackOf(changed));
      onDone();
    },
  });
  const mayUpdate = may("appointment:update");
  const steps = (mayUpdate ? stepsOf(appointment, timeZone) : []).map((step) => ({
    name: step,
    label: appointmentTexts.steps[step],
    isPending: change.isPending && change.variables === step,
    onClick: () => change.mutate(step),
  }));
  const asked = askedSteps
    .filter((step) => isOffered(step, status) && may(neededFor(step)))
    .map((step) => ({
      name: step,
      label: calendarTexts.steps[step],
      isUsual: true,
      onClick: () => onAsk(step),
    }));
  return (
    <StepButtons
      actions={[
        ...(callInLabels
          ? [
              {
                name: "callIn",
                label: callInLabels.label,
                isPending: callIn.isPending,
                onClick: () => callIn.mutate(appointment),
              },
            ]
          : []),
        ...steps,
        ...asked,
      ]}
      refusal={<ChangeRefusal error={change.error ?? callIn.error} />}
    >
      {mayUpdate && statusBefore(appointment) !== null ? (
        <>
          <Menu.Label>{texts.stepBack}</Menu.Label>
          {backReasons.map((reason) => (
            <Menu.Item key={reason} onClick={() => change.mutate(reason)}>
              {texts.backReasons[reason]}
            </Menu.Item>
          ))}
        </>
      ) : null}
    </StepButtons>
  );
}
