import type { Appointment } from "@caretype/client";
import { standing } from "@caretype/scheduling/appointment/steps";

/** Whether the time of a visit is taken, and it is not over. */
export const isStanding = ({ status }: Appointment): boolean => standing.some((each) => each === status);

/** Whether a visit is to come or under way. Cancelled ones are not. */
export const isUpcoming = (visit: Appointment): boolean =>
  isStanding(visit) && Date.parse(visit.endsAt) > Date.now();
