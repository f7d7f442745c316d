import { Button, Stack } from "@mantine/core";
import type { InfiniteData, QueryFilters, UseInfiniteQueryResult } from "@tanstack/react-query";
import { type ReactNode, useMemo, useState } from "react";
import { useIsShown } from "../../kit/behavior/use-is-shown.ts";
import { useSingleMutation } from "../../kit/behavior/use-single-mutation.ts";
import type { Undo } from "../../kit/notice/last-change.ts";
import { notifyDone, notifyFailed } from "../../kit/notice/notify.tsx";
import { Page } from "../../kit/page/page.tsx";
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

type RemovedRecordsProps<Item extends Removed> = RestoreOptions<Item> & {
  title: string;
  back: ReactNode;
  query: UseInfiniteQueryResult<InfiniteData<{ items: Item[] }>, unknown>;
  counted: (count: number) => string;
  empty: string;
  /** Default: the name. */
  nameOf?: (removed: Item) => ReactNode;
  /** What distinguishes records of the same name. On narrow screens, below the name. */
  fact: { header: string; track: string; of: (removed: Item) => string | null };
  /** Replaces the name of an unavailable account. */
  unknownAccount: string;
  /** Replaces the restore button. Null if it can be restored. */
  insteadOfRestore?: (removed: Item) => ReactNode;
  refusal: (refused: { removed: Item; error: unknown }, close: () => void) => ReactNode;
};

/** A page of removed records, newest first. */
export function RemovedRecords<Item extends Removed>(props: RemovedRecordsProps<Item>) {
  const { title, back, query, counted, empty, refusal } = props;
  const { table, counted: count, notice } = useTableQuery(query);
  const isNarrow = useIsNarrow();
  const { restore, refused, close } = useRestore(props);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the columns of a page stay the same.
  const columns = useMemo(() => columnsOf(props, restore), [restore]);
  return (
    <Page title={title} back={back}>
      <Stack gap={4}>
        <ListCount {...count} counted={counted} />
        <RecordTable
          {...table}
          label={title}
          columns={columns}
          rowKey={({ record }) => record.id}
          empty={notice ?? empty}
          scrollId={title}
          height={isNarrow ? "twoLines" : "comfortable"}
        />
      </Stack>
      {refused ? refusal(refused, close) : null}
    </Page>
  );
}

const columnsOf = <Item extends Removed>(
  { nameOf = ({ record }) => record.name, fact, unknownAccount, insteadOfRestore }: RemovedRecordsProps<Item>,
  restore: (removed: Item) => void,
): Column<Item>[] => [
  {
    header: commonTexts.name,
    track: "minmax(120px, 2fr)",
    cell: (removed) => (
      <NarrowTwoLines below={[fact.of(removed), formatDay(removed.removedAt)].filter(Boolean).join(" · ")}>
        {nameOf(removed)}
      </NarrowTwoLines>
    ),
  },
  { header: fact.header, track: fact.track, isWideOnly: true, cell: fact.of },
  {
    header: recordTexts.removed,
    track: "170px",
    isWideOnly: true,
    cell: ({ removedAt }) => formatInstant(removedAt),
  },
  {
    header: recordTexts.removedBy,
    track: "minmax(120px, 1fr)",
    isWideOnly: true,
    cell: ({ removedByName }) => removedByName ?? unknownAccount,
  },
  {
    header: commonTexts.restore,
    track: "min(170px, 50cqi)",
    cell: (removed) =>
      insteadOfRestore?.(removed) ?? (
        <Button
          size="compact-sm"
          variant="light"
          aria-label={recordTexts.restoreName(removed.record.name)}
          onClick={() => restore(removed)}
        >
          {commonTexts.restore}
        </Button>
      ),
  },
];

type RestoreOptions<Item extends Removed> = {
  /** A filter for the list's queries. */
  list: QueryFilters;
  restore: (id: Item["record"]["id"]) => Promise<{ name: string; undo: Undo }>;
};

/**
 * Restores a record from a list.
 * The row disappears at once, and reappears if the call is refused.
 */
function useRestore<Item extends Removed>({ list, restore }: RestoreOptions<Item>) {
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
