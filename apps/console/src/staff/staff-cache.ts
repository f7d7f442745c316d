import { api, queryClient } from "../api.ts";

/** All that staff see of accounts: one change shows in several places. */
export const readStaffAnew = (): Promise<unknown> =>
  queryClient.invalidateQueries(api.staff.pathFilter(), { cancelRefetch: true });
