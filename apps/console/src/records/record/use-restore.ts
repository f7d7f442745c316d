import type { InfiniteData, QueryFilters } from "@tanstack/react-query";
import { useState } from "react";
import { useIsShown } from "../../kit/behavior/use-is-shown.ts";
import { useSingleMutation } from "../../kit/behavior/use-single-mutation.ts";
import { notifyDone, notifyFailed, type Undo } from "../../kit/notice/notify.tsx";
import { queryClient } from "../../session/client/api.ts";
import type { Removed } from "./removed-records.tsx";
import { texts as recordTexts } from "./texts.en.ts";

type RestoreOptions<Item extends Removed> = {
  /** A filter for the queries of the list. */
  list: QueryFilters;
  restore: (id: Item["record"]["id"]) => Promise<{ name: string; undo: Undo }>;
};

/**
 * Restores a record from a list.
 * The row disappears at once, and reappears if the call is refused.
 */
export function useRestore<Item extends Removed>({ list, restore }: RestoreOptions<Item>) {
  type Pages = InfiniteData<{ items: Item[] }>;
  const [refused, setRefused] = useState<{ removed: Item; error: unknown } | null>(null);
  const isShown = useIsShown();
  const { mutate } = useSingleMutation({
    mutationFn: ({ record }: Item) => restore(record.id),
    onMutate: async ({ record }) => {
      await queryClient.cancelQueries(list);
      const before = queryClient.getQueriesData<Pages>(list);
      queryClient.setQueriesData<Pages>(list, (data) => data && without(data, record.id));
      return { before };
    },
    onError: (error, removed, context) => {
      for (const [key, data] of context?.before ?? []) queryClient.setQueryData(key, data);
      if (isShown.current) setRefused({ removed, error });
      else notifyFailed(recordTexts.isNotRestored(removed.record.name), error);
    },
    onSuccess: ({ name, undo }) => notifyDone(recordTexts.isRestored(name), undo),
  });
  return { restore: mutate, refused, close: () => setRefused(null) };
}

const without = <Item extends Removed>(data: InfiniteData<{ items: Item[] }>, id: string) => ({
  ...data,
  pages: data.pages.map((page) => ({ ...page, items: page.items.filter(({ record }) => record.id !== id) })),
});
