import type { Appointment } from "@caretype/client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { nextPage } from "../../../kit/section/next-page.ts";
import { api } from "../../../session/client/api.ts";
import { type PracticeTime, usePracticeTime } from "../../../session/practice-time/practice-time.ts";
import type { Fact } from "../../history/facts.ts";
import { HistoryOnRequest, Versions } from "../../history/versions.tsx";
import { texts as appointmentTexts } from "../texts.en.ts";
import { texts as calendarTexts } from "./texts.en.ts";

const texts = calendarTexts.details;

const words = {
  created: texts.booked,
  updated: texts.changed,
  removed: texts.removed,
  restored: texts.restored,
};

const factsFor = ({ dayAndTime }: PracticeTime): Fact<Appointment>[] => [
  { name: "startsAt", label: texts.time, text: ({ startsAt }) => (startsAt ? dayAndTime(startsAt) : null) },
  {
    name: "status",
    label: texts.status,
    text: ({ status }) => (status ? appointmentTexts.statuses[status] : null),
  },
  { name: "doctorId", label: texts.doctor, text: ({ doctorName }) => doctorName ?? null },
  { name: "visitTypeId", label: texts.visitType, text: ({ visitTypeName }) => visitTypeName ?? null },
  { name: "roomId", label: texts.room, text: ({ roomName }) => roomName ?? null, isRare: true },
  { name: "reasonForVisit", label: texts.reason, text: (each) => each.reasonForVisit ?? null, isRare: true },
  {
    name: "overrideReason",
    label: texts.override,
    text: (each) => each.overrideReason ?? null,
    isRare: true,
  },
  {
    name: "cancellationReason",
    label: texts.cancellation,
    text: (each) => each.cancellationReason ?? null,
    isRare: true,
  },
];

/** Earlier versions of an appointment. */
export const AppointmentHistory = ({ appointment }: { appointment: Appointment }) => (
  <HistoryOnRequest label={texts.history}>
    <AppointmentVersions appointment={appointment} />
  </HistoryOnRequest>
);

function AppointmentVersions({ appointment: { id } }: { appointment: Appointment }) {
  const practice = usePracticeTime();
  const query = useInfiniteQuery(api.appointment.history.infiniteQueryOptions({ id, limit: 50 }, nextPage));
  return (
    <Versions query={query} label={texts.history} id={id} words={words} factsOf={() => factsFor(practice)} />
  );
}
