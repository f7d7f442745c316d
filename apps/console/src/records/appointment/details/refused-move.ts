import type { Appointment } from "@caretype/client";
import type { MoveTo } from "../move.ts";

/** What was asked for, and why it was refused. */
export type RefusedMove = {
  appointment: Appointment;
  to: MoveTo;
  /** The name of `to.doctorId`. */
  doctorName: string | null;
  error: unknown;
};
