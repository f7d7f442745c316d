import { skipToken, useQueries } from "@tanstack/react-query";
import { api } from "../../session/client/api.ts";
import { usePracticeTime } from "../../session/practice-time/practice-time.ts";
import { type Span, spansOn, wallOf, without } from "../../session/practice-time/wall.ts";
import type { CalendarColumn } from "./columns.ts";
import type { Moving } from "./move.ts";

/** The server takes no more: enough for one day, but not for a week. */
const limit = 1_000;

/** When a moved appointment would fit into a column, and whether it does where it is now. Undefined until that is known. */
export function useFreeSpans(moving: Moving | null, columns: readonly CalendarColumn[]) {
  const moved = moving?.event.appointment;
  const { timeZone } = usePracticeTime();
  const wall = wallOf(timeZone);
  const isByDoctor = columns.some(({ doctor }) => doctor && doctor.doctorId !== moved?.doctorId);
  const dates = moved ? [...new Set(columns.map(({ date }) => date))] : [];
  const free = useQueries({
    queries: dates.map((date) =>
      api.appointment.slots.queryOptions(
        moved
          ? {
              visitTypeId: moved.visitTypeId,
              exceptAppointmentId: moved.id,
              from: date,
              to: date,
              ...(isByDoctor ? {} : { doctorId: moved.doctorId }),
              stepMinutes: isByDoctor ? 15 : 5,
              limit,
            }
          : skipToken,
        {
          select: ({ items }) =>
            items.map((slot) => ({ ...slot, from: wall(slot.startsAt), to: wall(slot.endsAt) })),
        },
      ),
    ),
  });
  const freeIn = ({ date, doctor }: CalendarColumn): readonly Span[] | undefined => {
    const doctorId = doctor?.doctorId ?? moved?.doctorId;
    const data = free[dates.indexOf(date)]?.data;
    // What is left without what is left: slots that touch are one.
    return (
      data &&
      without(
        without(
          spansOn(
            date,
            data.filter((slot) => slot.doctorId === doctorId),
          ),
        ),
      )
    );
  };
  const target = moving ? columns[moving.column] : undefined;
  const isFree = (span: Span) =>
    moving && span.start <= moving.start && moving.start + moving.minutes <= span.end;
  return { freeIn, isFree: target && freeIn(target)?.some(isFree) };
}
