import { api, queryClient } from "../../session/client/api.ts";

/** Invalidates all staff queries, as one change affects several. */
export const invalidateStaff = (): Promise<unknown> =>
  queryClient.invalidateQueries(api.staff.pathFilter(), { cancelRefetch: true });
