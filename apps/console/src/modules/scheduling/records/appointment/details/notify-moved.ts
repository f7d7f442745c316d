import type { Appointment } from "@caretype/client";
import { caretype } from "../../../../../session/client/api.ts";
import { usePracticeTime } from "../../../../../session/practice-time/practice-time.ts";
import { minutesOf } from "../move.ts";
import { useNotifyChange } from "../notify-change.ts";
import { moving as texts } from "./texts.en.ts";

/** Returns a function that reports an appointment's new time, with Undo, which moves it back. */
export function useNotifyMoved(): (before: Appointment, after: Appointment) => void {
  const notify = useNotifyChange();
  const { dayAndTime } = usePracticeTime();
  return (before, after) => {
    const { id, version: expectedVersion, patientName } = after;
    const { startsAt, doctorId, roomId, overrideReason } = before;
    const minutes = minutesOf(before);
    const isResized = minutesOf(after) !== minutes && after.startsAt === startsAt;
    const message = isResized
      ? texts.isResized(patientName, minutesOf(after))
      : texts.isMoved(patientName, dayAndTime(after.startsAt));
    notify(message, () =>
      caretype.appointment.reschedule.mutate({
        id,
        expectedVersion,
        startsAt,
        doctorId,
        roomId,
        minutes,
        // It was booked there with an override, and needs it again.
        ...(overrideReason !== null && { overrideReason }),
      }),
    );
  };
}
