import type { Appointment } from "@caretype/client";
import { Group, Stack } from "@mantine/core";
import { type PracticeTime, usePracticeTime } from "../../../session/practice-time/practice-time.ts";
import { AnchorLink } from "../../../words/format/links.tsx";
import { Name } from "../../../words/format/name.tsx";
import { BeginEncounter } from "../../encounter/begin-encounter.tsx";
import { FactList } from "../../history/fact-list.tsx";
import { texts as appointmentTexts } from "../texts.en.ts";
import { AppointmentHistory } from "./appointment-history.tsx";
import { StepButtons } from "./step-buttons.tsx";
import { texts as calendarTexts } from "./texts.en.ts";

const texts = calendarTexts.details;

type AppointmentViewProps = {
  appointment: Appointment;
  onAsk: (form: "reschedule" | "cancel") => void;
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
      <StepButtons appointment={appointment} onAsk={onAsk} onDone={onDone} />
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

function reasonsOf({ reasonForVisit, overrideReason, cancellationReason }: Appointment) {
  return [
    { label: texts.reason, text: reasonForVisit },
    { label: texts.override, text: overrideReason },
    { label: texts.cancellation, text: cancellationReason },
  ].flatMap(({ label, text }) => (text === null ? [] : [{ label, text: <Name>{text}</Name> }]));
}
