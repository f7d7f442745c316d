import type { Appointment, RouterInputs } from "@caretype/client";

type Reschedule = RouterInputs["appointment"]["reschedule"];

/** Where an appointment goes. Doctor, room and length stay unless given. */
export type MoveTo = Pick<Reschedule, "startsAt" | "doctorId" | "roomId" | "minutes">;
export type Move = { appointment: Appointment; to: MoveTo; doctorName: string | null };

/** A move that the server refused. `doctorName` is that of `to.doctorId`. */
export type RefusedMove = Move & { error: unknown };

const minuteMs = 60_000;
export const minutesOf = ({ startsAt, endsAt }: Pick<Appointment, "startsAt" | "endsAt">): number =>
  (Date.parse(endsAt) - Date.parse(startsAt)) / minuteMs;
