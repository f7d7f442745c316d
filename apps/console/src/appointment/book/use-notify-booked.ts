import type { Appointment } from "@caretype/client";
import { useQueryClient } from "@tanstack/react-query";
import { api, caretype } from "../../api.ts";
import { notifyDone } from "../../shell/notice/notify.tsx";
import { bookingTexts } from "../../texts/booking.ts";
import { usePracticeTime } from "../practice-time.ts";

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
