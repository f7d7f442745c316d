import { Button, Stack } from "@mantine/core";
import type { InfiniteData, QueryFilters, UseInfiniteQueryResult } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { useIsShown } from "../../kit/behavior/use-is-shown.ts";
import { useSingleMutation } from "../../kit/behavior/use-single-mutation.ts";
import { notifyDone, notifyFailed, type Undo } from "../../kit/notice/notify.tsx";
import type { Column } from "../../kit/table/column.ts";
import { ListCount } from "../../kit/table/list-count.tsx";
import { RecordTable } from "../../kit/table/record-table.tsx";
import { NarrowTwoLines } from "../../kit/table/two-lines.tsx";
import { useIsNarrow } from "../../kit/table/use-is-narrow.ts";
import { useTableQuery } from "../../kit/table/use-table-query.tsx";
import { queryClient } from "../../session/client/api.ts";
import { commonTexts } from "../../words/common/common.ts";
import { formatDay, formatInstant } from "../../words/format/format.ts";
import { texts as recordTexts } from "./texts.en.ts";

export type Removed = {
  record: { id: string; name: string };
  removedAt: string;
  removedByName: string | null;
};

type RemovedRecordsProps<Item extends Removed> = {
  query: UseInfiniteQueryResult<InfiniteData<{ items: Item[] }>, unknown>;
  counted: (count: number) => string;
  label: string;
  columns: readonly Column<Item>[];
  empty: string;
};

/** A table of removed records, newest first, with infinite scrolling. */
export function RemovedRecords<Item extends Removed>(props: RemovedRecordsProps<Item>) {
  const { query, counted, label, columns, empty } = props;
  const { table, counted: count, notice } = useTableQuery(query);
  const isNarrow = useIsNarrow();
  return (
    <Stack gap={4}>
      <ListCount {...count} counted={counted} />
      <RecordTable
        {...table}
        label={label}
        columns={columns}
        rowKey={({ record }) => record.id}
        empty={notice ?? empty}
        scrollId={label}
        height={isNarrow ? "twoLines" : "comfortable"}
      />
    </Stack>
  );
}

/** The column of the name. On a narrow screen, `factOf` and the time of the removal stand below it. */
export const nameColumn = <Item extends Removed>(
  nameOf: (removed: Item) => ReactNode,
  factOf: (removed: Item) => string | null,
): Column<Item> => ({
  id: "name",
  header: commonTexts.name,
  track: "minmax(120px, 2fr)",
  cell: (removed) => (
    <NarrowTwoLines below={[factOf(removed), formatDay(removed.removedAt)].filter(Boolean).join(" · ")}>
      {nameOf(removed)}
    </NarrowTwoLines>
  ),
});

/**
 * Columns for the time and author of a removal.
 * `unknown` replaces a name that is not available.
 */
export const removalColumns = (unknown: string): Column<Removed>[] => [
  {
    id: "removed",
    header: recordTexts.removed,
    track: "170px",
    isWideOnly: true,
    cell: ({ removedAt }) => formatInstant(removedAt),
  },
  {
    id: "by",
    header: recordTexts.removedBy,
    track: "minmax(120px, 1fr)",
    isWideOnly: true,
    cell: ({ removedByName }) => removedByName ?? unknown,
  },
];

type RestoreButtonProps<Item> = { removed: Item; onRestore: (removed: Item) => void };

export const RestoreButton = <Item extends Removed>({ removed, onRestore }: RestoreButtonProps<Item>) => (
  <Button
    size="compact-sm"
    variant="light"
    aria-label={recordTexts.restoreName(removed.record.name)}
    onClick={() => onRestore(removed)}
  >
    {commonTexts.restore}
  </Button>
);

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
