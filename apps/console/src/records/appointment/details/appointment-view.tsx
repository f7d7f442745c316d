import { mayDo, over, standing } from "@caretype/api/appointment/steps";
import type { Appointment } from "@caretype/client";
import { Group, Stack } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { notifyDone } from "../../../kit/notice/notify.tsx";
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
import { texts as appointmentTexts } from "../texts.en.ts";
import { ChangeRefusal } from "./change-refusal.tsx";
import { texts as calendarTexts } from "./texts.en.ts";
import { useChange } from "./use-change.ts";

const texts = calendarTexts.details;

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
      <Group gap="md">
        <AnchorLink size="sm" to="/patients/$id" params={{ id: appointment.patientId }}>
          {texts.toPatient}
        </AnchorLink>
      </Group>
      <AppointmentSteps appointment={appointment} onAsk={onAsk} onDone={onDone} />
      <BeginEncounter appointment={appointment} onDone={onDone} />
      <AppointmentHistory appointment={appointment} />
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

const appointmentHistoryTexts = calendarTexts.details;

const words = {
  created: appointmentHistoryTexts.booked,
  updated: appointmentHistoryTexts.changed,
  removed: appointmentHistoryTexts.removed,
  restored: appointmentHistoryTexts.restored,
};

const factsFor = ({ dayAndTime }: PracticeTime): Fact<Appointment>[] => [
  {
    name: "startsAt",
    label: appointmentHistoryTexts.time,
    text: ({ startsAt }) => (startsAt ? dayAndTime(startsAt) : null),
  },
  {
    name: "status",
    label: appointmentHistoryTexts.status,
    text: ({ status }) => (status ? appointmentTexts.statuses[status] : null),
  },
  { name: "doctorId", label: appointmentHistoryTexts.doctor, text: ({ doctorName }) => doctorName ?? null },
  {
    name: "visitTypeId",
    label: appointmentHistoryTexts.visitType,
    text: ({ visitTypeName }) => visitTypeName ?? null,
  },
  {
    name: "roomId",
    label: appointmentHistoryTexts.room,
    text: ({ roomName }) => roomName ?? null,
    isRare: true,
  },
  {
    name: "reasonForVisit",
    label: appointmentHistoryTexts.reason,
    text: (each) => each.reasonForVisit ?? null,
    isRare: true,
  },
  {
    name: "note",
    label: appointmentHistoryTexts.note,
    text: (each) => each.note ?? null,
    isRare: true,
  },
  {
    name: "overrideReason",
    label: appointmentHistoryTexts.override,
    text: (each) => each.overrideReason ?? null,
    isRare: true,
  },
  {
    name: "cancelledBy",
    label: appointmentHistoryTexts.cancelledBy,
    text: cancelledByOf,
    isRare: true,
  },
  {
    name: "cancellationReason",
    label: appointmentHistoryTexts.cancellation,
    text: (each) => each.cancellationReason ?? null,
    isRare: true,
  },
];

/** Earlier versions of an appointment. */
const AppointmentHistory = ({ appointment }: { appointment: Appointment }) => (
  <HistoryOnRequest label={appointmentHistoryTexts.history}>
    <AppointmentVersions appointment={appointment} />
  </HistoryOnRequest>
);

function AppointmentVersions({ appointment: { id } }: { appointment: Appointment }) {
  const practice = usePracticeTime();
  const query = useInfiniteQuery(api.appointment.history.infiniteQueryOptions({ id, limit: 50 }, nextPage));
  return (
    <Versions
      query={query}
      label={appointmentHistoryTexts.history}
      id={id}
      words={words}
      factsOf={() => factsFor(practice)}
    />
  );
}

const { appointment: calls } = caretype;

/** Steps that need no input. None of them can be undone: their statuses lead on only. */
const steps = {
  confirm: calls.confirm.mutate,
  checkIn: calls.checkIn.mutate,
  complete: calls.complete.mutate,
  noShow: calls.noShow.mutate,
} as const;
type PlainStep = keyof typeof steps;
const plainSteps = ["confirm", "checkIn", "complete", "noShow"] as const;

/** Steps that a form asks about. */
const askedSteps = ["bookAgain", "reschedule", "edit", "cancel"] as const;
export type AskedStep = (typeof askedSteps)[number];
const isAsked = (step: string): step is AskedStep => askedSteps.some((each) => each === step);

function isOffered(step: AskedStep, status: Appointment["status"]): boolean {
  if (step === "bookAgain") return over.some((each) => each === status);
  return step === "edit" ? standing.some((each) => each === status) : mayDo(step, status);
}

const neededFor = (step: AskedStep) => (step === "bookAgain" ? "appointment:create" : "appointment:update");

type AppointmentStepsProps = {
  appointment: Appointment;
  onAsk: (form: AskedStep) => void;
  onDone: () => void;
};

/** The steps that the status and the reader's role allow. The most frequent one is first, and primary. */
function AppointmentSteps({ appointment, onAsk, onDone }: AppointmentStepsProps) {
  const may = usePermissions();
  const { id, version: expectedVersion, status } = appointment;
  const change = useChange({
    run: (step: PlainStep, call) => {
      const input = { id, expectedVersion };
      return call([step, input], (options) => steps[step](input, options));
    },
    onDone: ({ patientName }, step) => {
      notifyDone(appointmentTexts.done[step](patientName));
      onDone();
    },
  });
  const mayUpdate = may("appointment:update");
  const allowed = plainSteps.filter((step) => mayUpdate && mayDo(step, status));
  const asked = askedSteps.filter((step) => isOffered(step, status) && may(neededFor(step)));
  return (
    <StepButtons
      steps={allowed}
      asked={asked}
      labelOf={(step) => (isAsked(step) ? calendarTexts.steps[step] : appointmentTexts.steps[step])}
      change={change}
      onAsk={onAsk}
      refusal={<ChangeRefusal error={change.error} />}
    />
  );
}
