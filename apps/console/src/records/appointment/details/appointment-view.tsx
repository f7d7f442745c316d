import { backReasons } from "@caretype/api/appointment/schema";
import { mayDo, over, standing, statusBefore } from "@caretype/api/appointment/steps";
import type { Appointment } from "@caretype/client";
import { Button, Menu, Stack } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { nextPage } from "../../../kit/section/next-page.ts";
import { api, caretype } from "../../../session/client/api.ts";
import { usePermissions } from "../../../session/client/use-practice.ts";
import { type PracticeTime, usePracticeTime } from "../../../session/practice-time/practice-time.ts";
import { AnchorLink } from "../../../words/format/links.tsx";
import { Name } from "../../../words/format/name.tsx";
import { BeginEncounter } from "../../encounter/begin-encounter.tsx";
import { FactList } from "../../history/fact-list.tsx";
import type { Fact } from "../../history/facts.ts";
import { HistoryOnRequest, Versions } from "../../history/versions.tsx";
import { StepButtons } from "../../record/step-buttons.tsx";
import { type DeskStep, stepsOf } from "../desk-steps.ts";
import { stepBackOf, useNotifyChange } from "../notify-change.ts";
import { texts as appointmentTexts } from "../texts.en.ts";
import { texts as calendarTexts, details as texts } from "./texts.en.ts";
import { ChangeRefusal, useChange } from "./use-change.tsx";

type AppointmentViewProps = {
  appointment: Appointment;
  onAsk: (form: AskedStep) => void;
  onDone: () => void;
};

/** What an appointment is, and what can be done with it. */
export function AppointmentView({ appointment, onAsk, onDone }: AppointmentViewProps) {
  const practice = usePracticeTime();
  return (
    <Stack>
      <FactList facts={[...factsOf(appointment, practice), ...reasonsOf(appointment)]} />
      <AnchorLink size="sm" w="fit-content" to="/patients/$id" params={{ id: appointment.patientId }}>
        {texts.toPatient}
      </AnchorLink>
      <AppointmentSteps appointment={appointment} onAsk={onAsk} onDone={onDone} />
      <BeginEncounter appointment={appointment} onDone={onDone} />
      <HistoryOnRequest label={texts.history}>
        <AppointmentVersions id={appointment.id} />
      </HistoryOnRequest>
    </Stack>
  );
}

function factsOf(appointment: Appointment, { dayAndTime, time }: PracticeTime) {
  const { startsAt, endsAt, status, visitTypeName, doctorId, doctorName, roomName } = appointment;
  const { arrivedAt, heldUntil, seriesId } = appointment;
  const isHeld = status === "pending" && heldUntil !== null;
  return [
    { label: texts.time, text: calendarTexts.range(dayAndTime(startsAt), time(endsAt)) },
    { label: texts.status, text: appointmentTexts.statuses[status] },
    ...(isHeld ? [{ label: texts.heldUntil, text: time(heldUntil) }] : []),
    ...(arrivedAt === null ? [] : [{ label: texts.arrivedAt, text: time(arrivedAt) }]),
    { label: texts.visitType, text: <Name>{visitTypeName}</Name> },
    {
      label: texts.doctor,
      text: doctorName && (
        <AnchorLink size="sm" to="/doctors/$id" params={{ id: doctorId }}>
          <Name>{doctorName}</Name>
        </AnchorLink>
      ),
    },
    { label: texts.room, text: roomName === null ? calendarTexts.noRoom : <Name>{roomName}</Name> },
    ...(seriesId === null ? [] : [{ label: texts.series, text: texts.ofSeries }]),
  ];
}

const cancelledByOf = ({ cancelledBy }: Partial<Appointment>) =>
  cancelledBy ? appointmentTexts.cancelledBy[cancelledBy] : null;

function reasonsOf(appointment: Appointment) {
  const { reasonForVisit, note, overrideReason, cancellationReason } = appointment;
  return [
    { label: texts.reason, text: reasonForVisit },
    { label: texts.note, text: note },
    { label: texts.override, text: overrideReason },
    { label: texts.cancelledBy, text: cancelledByOf(appointment) },
    { label: texts.cancellation, text: cancellationReason },
  ].flatMap(({ label, text }) => (text === null ? [] : [{ label, text: <Name>{text}</Name> }]));
}

const { booked: created, changed: updated, removed, restored } = texts;
const words = { created, updated, removed, restored };

/** Its label is the one that it has in the dialog. */
const factOf = (
  name: keyof Appointment,
  label: string,
  text: (each: Partial<Appointment>) => string | null | undefined,
): Fact<Appointment> => ({ name, label, text: (each) => text(each) ?? null, isRare: rare.has(name) });

const rare = new Set<keyof Appointment>([
  ...(["roomId", "reasonForVisit", "note", "overrideReason"] as const),
  ...(["cancelledBy", "cancellationReason"] as const),
]);

const factsFor = ({ dayAndTime }: PracticeTime): Fact<Appointment>[] => [
  factOf("startsAt", texts.time, ({ startsAt }) => startsAt && dayAndTime(startsAt)),
  factOf("status", texts.status, ({ status }) => status && appointmentTexts.statuses[status]),
  factOf("doctorId", texts.doctor, ({ doctorName }) => doctorName),
  factOf("visitTypeId", texts.visitType, ({ visitTypeName }) => visitTypeName),
  factOf("roomId", texts.room, ({ roomName }) => roomName),
  factOf("reasonForVisit", texts.reason, (each) => each.reasonForVisit),
  factOf("note", texts.note, (each) => each.note),
  factOf("overrideReason", texts.override, (each) => each.overrideReason),
  factOf("cancelledBy", texts.cancelledBy, cancelledByOf),
  factOf("cancellationReason", texts.cancellation, (each) => each.cancellationReason),
];

/** Earlier versions of an appointment. */
function AppointmentVersions({ id }: Pick<Appointment, "id">) {
  const practice = usePracticeTime();
  const query = useInfiniteQuery(api.appointment.history.infiniteQueryOptions({ id, limit: 50 }, nextPage));
  return (
    <Versions query={query} label={texts.history} id={id} words={words} factsOf={() => factsFor(practice)} />
  );
}

const { appointment: calls } = caretype;

type BackReason = (typeof backReasons)[number];
const isBack = (step: DeskStep | BackReason): step is BackReason =>
  backReasons.some((reason) => reason === step);

/** Steps that a form asks about. */
const askedSteps = ["bookAgain", "reschedule", "edit", "cancel"] as const;
export type AskedStep = (typeof askedSteps)[number];
const isAsked = (step: string): step is AskedStep => askedSteps.some((each) => each === step);

function isOffered(step: AskedStep, status: Appointment["status"]): boolean {
  if (step === "bookAgain") return over.some((each) => each === status);
  return step === "edit" ? standing.some((each) => each === status) : mayDo(step, status);
}

const neededFor = (step: AskedStep) => (step === "bookAgain" ? "appointment:create" : "appointment:update");

/** The steps that the status and the reader's role allow. The most frequent one is first, and primary. */
function AppointmentSteps({ appointment, onAsk, onDone }: AppointmentViewProps) {
  const may = usePermissions();
  const { timeZone } = usePracticeTime();
  const { id, version: expectedVersion, status } = appointment;
  const notify = useNotifyChange();
  const change = useChange({
    run: (step: DeskStep | BackReason, call) => {
      const input = { id, expectedVersion };
      return call([step, input], (options) =>
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
  const allowed = mayUpdate ? stepsOf(appointment, timeZone) : [];
  const asked = askedSteps.filter((step) => isOffered(step, status) && may(neededFor(step)));
  return (
    <>
      <StepButtons
        steps={allowed}
        asked={asked}
        labelOf={(step) => (isAsked(step) ? calendarTexts.steps[step] : appointmentTexts.steps[step])}
        change={{
          isPending: change.isPending,
          variables: allowed.find((step) => step === change.variables),
          mutate: (step: DeskStep) => change.mutate(step),
        }}
        onAsk={onAsk}
        refusal={<ChangeRefusal error={change.error} />}
      />
      {mayUpdate && statusBefore(appointment) !== null ? (
        <Menu position="bottom-start" withinPortal={false} withInitialFocusPlaceholder={false}>
          <Menu.Target>
            <Button variant="subtle" size="compact-sm" style={{ alignSelf: "flex-start" }}>
              {texts.stepBack}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Label>{texts.whyBack}</Menu.Label>
            {backReasons.map((reason) => (
              <Menu.Item key={reason} onClick={() => change.mutate(reason)}>
                {texts.backReasons[reason]}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      ) : null}
    </>
  );
}
