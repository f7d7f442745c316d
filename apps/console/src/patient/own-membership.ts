import { api } from "../api.ts";

/** The reader's membership, with the doctor that they are linked to. API keys and staff have none. */
export const ownMembership = ({ enabled = true }: { enabled?: boolean } = {}) =>
  api.member.me.queryOptions(undefined, { staleTime: 5 * 60_000, retry: false, enabled });
