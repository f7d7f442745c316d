import type { Appointment } from "@caretype/client";
import { useQueryClient } from "@tanstack/react-query";
import { api, caretype } from "../../api.ts";
import { notifyDone } from "../../shell/notice/notify.tsx";
import { calendarTexts } from "../../texts/calendar.ts";
import { usePracticeTime } from "../practice-time.ts";

/** Returns a function that tells where an appointment is now, with Undo, which moves it back. */
export function useNotifyMoved(): (before: Appointment, after: Appointment) => void {
  const queries = useQueryClient();
  const { dayAndTime } = usePracticeTime();
  return (before, { id, version, patientName, startsAt }) => {
    const { doctorId, roomId, overrideReason } = before;
    const back = { id, expectedVersion: version, startsAt: before.startsAt, doctorId, roomId };
    notifyDone(calendarTexts.moving.isMoved(patientName, dayAndTime(startsAt)), async () => {
      await caretype.appointment.reschedule.mutate({
        ...back,
        // It was booked with an override there, and needs it there again.
        ...(overrideReason !== null && { overrideReason }),
      });
      await queries.invalidateQueries(api.appointment.pathFilter());
    });
  };
}
