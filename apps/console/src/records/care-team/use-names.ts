import type { AccountId } from "@caretype/client";
import { useQuery } from "@tanstack/react-query";
import { api } from "../../session/client/api.ts";

const most = 200;

/** Names of accounts by id. Omits names that are not available. */
export function useNames(ids: readonly AccountId[]): ReadonlyMap<AccountId, string> {
  const asked = [...new Set(ids)].toSorted().slice(0, most);
  const { data } = useQuery(
    api.member.names.queryOptions({ ids: asked }, { enabled: asked.length > 0, staleTime: 5 * 60_000 }),
  );
  return new Map(data?.items.map(({ accountId, name }) => [accountId, name]));
}
