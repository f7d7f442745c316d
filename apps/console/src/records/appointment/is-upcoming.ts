import { standing } from "@caretype/api/appointment/steps";
import type { Appointment } from "@caretype/client";

/** Whether a visit is to come or under way. Cancelled ones are not. */
export const isUpcoming = ({ status, endsAt }: Appointment): boolean =>
  standing.some((each) => each === status) && Date.parse(endsAt) > Date.now();
