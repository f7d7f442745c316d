import type { Appointment } from "@caretype/client";
import { useQueryClient } from "@tanstack/react-query";
import { notifyDone } from "../../../kit/notice/notify.tsx";
import { api, caretype } from "../../../session/client/api.ts";
import { usePracticeTime } from "../../../session/practice-time/practice-time.ts";
import { texts as bookingTexts } from "./texts.en.ts";

/** Returns a function that tells what was booked, with Undo, and reads appointments again. */
export function useNotifyBooked(): (booked: readonly Appointment[]) => void {
  const queries = useQueryClient();
  const { dayAndTime } = usePracticeTime();
  const invalidate = () => queries.invalidateQueries(api.appointment.pathFilter());
  return ([first, ...others]) => {
    void invalidate();
    if (!first) return;
    const { id, version, patientName, startsAt, seriesId } = first;
    const cancel = { id, expectedVersion: version, reason: bookingTexts.undoReason };
    const time = dayAndTime(startsAt);
    const message =
      seriesId === null
        ? bookingTexts.isBooked(patientName, time)
        : bookingTexts.isBookedTimes(patientName, others.length + 1, time);
    notifyDone(message, async () => {
      if (seriesId === null) await caretype.appointment.cancel.mutate(cancel);
      else await caretype.appointment.cancelSeries.mutate(cancel);
      await invalidate();
    });
  };
}
