import type { Appointment, RouterInputs } from "@caretype/client";

type Reschedule = RouterInputs["appointment"]["reschedule"];

/** An appointment's new place. Doctor, room and length are unchanged unless given. */
export type MoveTo = Pick<Reschedule, "startsAt" | "doctorId" | "roomId" | "minutes">;
export type Move = { appointment: Appointment; to: MoveTo; doctorName: string | null };

/** A refused move. `doctorName` belongs to `to.doctorId`. */
export type RefusedMove = Move & { error: unknown };

const minuteMs = 60_000;
export const minutesOf = ({ startsAt, endsAt }: Pick<Appointment, "startsAt" | "endsAt">): number =>
  (Date.parse(endsAt) - Date.parse(startsAt)) / minuteMs;
