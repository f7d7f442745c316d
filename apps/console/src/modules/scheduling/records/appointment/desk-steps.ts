import type { Appointment } from "@caretype/client";
import { awaitedFor, mayDo } from "@caretype/scheduling/appointment/steps";

/** Steps at the reception desk, the usual ones first. */
const deskSteps = ["confirm", "checkIn", "noShow", "complete"] as const;
export type DeskStep = (typeof deskSteps)[number];

/** Steps that status and time allow. */
export const stepsOf = (appointment: Appointment, timeZone: string): DeskStep[] =>
  deskSteps.filter(
    (step) => mayDo(step, appointment.status) && awaitedFor(step, appointment, timeZone) === null,
  );
