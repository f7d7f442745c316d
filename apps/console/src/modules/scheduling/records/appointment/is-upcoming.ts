import type { Appointment } from "@caretype/client";
import { standing } from "@caretype/scheduling/appointment/steps";

/** Whether a visit occupies its time, and is not over. */
export const isStanding = ({ status }: Appointment): boolean => standing.some((each) => each === status);

/** Whether a visit is upcoming or in progress. Cancelled ones are not. */
export const isUpcoming = (visit: Appointment): boolean =>
  isStanding(visit) && Date.parse(visit.endsAt) > Date.now();
