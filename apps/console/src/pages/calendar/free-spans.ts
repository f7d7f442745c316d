import { skipToken, useQuery } from "@tanstack/react-query";
import { api } from "../../session/client/api.ts";
import { usePracticeTime } from "../../session/practice-time/practice-time.ts";
import { type Span, spansOn, wallOf } from "../../session/practice-time/wall.ts";
import type { CalendarColumn } from "./columns.ts";
import type { Moving } from "./move.ts";

/** The times at which doctor and room of a moved appointment are free in a column, and whether it may stay. */
export function useFreeSpans(moving: Moving | null, columns: readonly CalendarColumn[]) {
  const moved = moving?.event.appointment;
  const wall = wallOf(usePracticeTime().timeZone);
  const target = moving ? columns[moving.column] : undefined;
  const isByDoctor = columns.some(({ doctor }) => doctor && doctor.doctorId !== moved?.doctorId);
  const room = target?.room === undefined ? moved?.roomId : target.room?.id;
  const wanted = moved && {
    visitTypeId: moved.visitTypeId,
    exceptAppointmentId: moved.id,
    doctorId: isByDoctor ? undefined : moved.doctorId,
    roomId: room ?? undefined,
    from: columns[0]?.date ?? "",
    to: columns.at(-1)?.date ?? "",
    joined: true,
    limit: 1_000,
  };
  const { data } = useQuery(api.appointment.slots.queryOptions(wanted ?? skipToken));
  /** Undefined until it is known. */
  const freeIn = (column: CalendarColumn): readonly Span[] | undefined => {
    // Another room would be another question.
    if (column.room !== undefined && column !== target) return;
    const doctorId = column.doctor?.doctorId ?? moved?.doctorId;
    const free = data?.items.filter((slot) => slot.doctorId === doctorId);
    return free?.flatMap(({ startsAt, endsAt }) =>
      spansOn(column.date, [{ from: wall(startsAt), to: wall(endsAt) }]),
    );
  };
  const isFree = (span: Span) =>
    moving && span.start <= moving.start && moving.start + moving.minutes <= span.end;
  return { freeIn, isFree: target && freeIn(target)?.some(isFree) };
}
