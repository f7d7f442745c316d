import { rolePermissions } from "@caretype/api/permissions";
import { type AccountId, accountId } from "@caretype/client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { nextPage } from "../../kit/section/next-page.ts";
import { useAllPages } from "../../kit/section/use-all-pages.ts";
import { api } from "../../session/client/api.ts";
import { commonTexts } from "../../words/common/common.ts";
import { useNames } from "../care-team/use-names.ts";
import type { Restriction } from "./use-restrictions.ts";

/** All members whose role reads clinical records. */
function useMembers() {
  const query = useInfiniteQuery(api.member.list.infiniteQueryOptions({ limit: 200 }, nextPage));
  useAllPages(query);
  const members = query.data?.pages.flatMap(({ items }) => items) ?? [];
  return { query, members: members.filter(({ role }) => rolePermissions[role].has("clinical:read")) };
}

type Changes = { added: readonly AccountId[]; dropped: readonly AccountId[] };

/**
 * The readers that are chosen, and those who can be. It keeps what is added and dropped, so that somebody else's change
 * meanwhile stays.
 */
export function useReaders(current: Restriction | null) {
  const { query, members } = useMembers();
  const [{ added, dropped }, setChanges] = useState<Changes>({ added: [], dropped: [] });
  const before = current?.readers ?? [];
  const chosen = [...new Set([...before, ...added])].filter((id) => !dropped.includes(id));
  const known = new Map(members.map(({ accountId: id, name }) => [id, name]));
  // Members who left the practice, or may no longer read records, may stay.
  const others = before.filter((id) => !known.has(id));
  const names = useNames(query.isSuccess ? others : []);
  for (const id of others) known.set(id, names.get(id) ?? commonTexts.somebody);
  return {
    query,
    chosen,
    options: [...known].map(([value, label]) => ({ value, label })),
    choose: (picked: readonly string[]) => {
      const ids = picked.filter((id) => accountId.is(id));
      setChanges({
        added: ids.filter((id) => !before.includes(id)),
        dropped: before.filter((id) => !ids.includes(id)),
      });
    },
    isChanged: added.length + dropped.length > 0,
  };
}
