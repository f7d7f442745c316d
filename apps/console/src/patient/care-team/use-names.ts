import type { AccountId } from "@caretype/client";
import { useQuery } from "@tanstack/react-query";
import { api } from "../../api.ts";

const most = 200;

/** The names of accounts that did something in the practice, by their ids; of those that are not told, none. */
export function useNames(ids: readonly AccountId[]): ReadonlyMap<AccountId, string> {
  const asked = [...new Set(ids)].toSorted().slice(0, most);
  const { data } = useQuery(
    api.member.names.queryOptions({ ids: asked }, { enabled: asked.length > 0, staleTime: 5 * 60_000 }),
  );
  return new Map(data?.items.map(({ accountId, name }) => [accountId, name]));
}
