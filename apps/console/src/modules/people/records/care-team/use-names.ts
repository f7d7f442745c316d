import type { AccountId } from "@caretype/client";
import { useQuery } from "@tanstack/react-query";
import { api } from "../../../../session/client/api.ts";
import { commonTexts } from "../../../../words/common/common.ts";

const most = 200;

/** Names of accounts by id. `known` omits unavailable ones, for which `nameOf` returns a placeholder. */
export function useNames(ids: readonly AccountId[]) {
  const asked = [...new Set(ids)].toSorted().slice(0, most);
  const { data, isLoading } = useQuery(
    api.member.names.queryOptions({ ids: asked }, { enabled: asked.length > 0, staleTime: 5 * 60_000 }),
  );
  const known = new Map(data?.items.map(({ accountId, name }) => [accountId, name]));
  return { known, nameOf: (id: AccountId) => known.get(id) ?? (isLoading ? "…" : commonTexts.somebody) };
}
