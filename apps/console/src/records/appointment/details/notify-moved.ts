import type { Appointment } from "@caretype/client";
import { useQueryClient } from "@tanstack/react-query";
import { notifyDone } from "../../../kit/notice/notify.tsx";
import { api, caretype } from "../../../session/client/api.ts";
import { usePracticeTime } from "../../../session/practice-time/practice-time.ts";
import { minutesOf } from "../move.ts";
import { texts as calendarTexts } from "./texts.en.ts";

/** Returns a function that tells where an appointment is now, with Undo, which moves it back. */
export function useNotifyMoved(): (before: Appointment, after: Appointment) => void {
  const queries = useQueryClient();
  const { dayAndTime } = usePracticeTime();
  return (before, after) => {
    const { id, version, patientName, startsAt } = after;
    const { doctorId, roomId, overrideReason } = before;
    const minutes = minutesOf(before);
    const back = { id, expectedVersion: version, startsAt: before.startsAt, doctorId, roomId, minutes };
    const isResized = minutesOf(after) !== minutes && startsAt === before.startsAt;
    const done = isResized
      ? calendarTexts.moving.isResized(patientName, minutesOf(after))
      : calendarTexts.moving.isMoved(patientName, dayAndTime(startsAt));
    notifyDone(done, async () => {
      await caretype.appointment.reschedule.mutate({
        ...back,
        // It was booked with an override there, and needs it there again.
        ...(overrideReason !== null && { overrideReason }),
      });
      await queries.invalidateQueries(api.appointment.pathFilter());
    });
  };
}
