import { type ButtonProps, Skeleton, Stack } from "@mantine/core";
import type { InfiniteData, UseInfiniteQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { texts as frameTexts } from "../../words/frame/texts.en.ts";
import { ErrorNotice } from "../notice/error-notice.tsx";
import { QueryStates } from "../page/query-states.tsx";
import { SmallButton } from "../theme/plain-button.tsx";
import { Rows } from "./row.tsx";

type PagedProps<Item> = {
  query: UseInfiniteQueryResult<InfiniteData<{ items: Item[] }>, unknown>;
  skeleton: ReactNode;
  children: (items: Item[]) => ReactNode;
};

/** A paged query: the loaded items, then a button for more. */
export function Paged<Item>({ query, skeleton, children }: PagedProps<Item>) {
  return (
    <QueryStates query={query} skeleton={skeleton}>
      {({ pages }) => (
        <>
          {children(pages.flatMap(({ items }) => items))}
          <MoreButton query={query} />
        </>
      )}
    </QueryStates>
  );
}

export type PagedListProps<Item> = Pick<PagedProps<Item>, "query"> & {
  /** Height in pixels while loading. */
  skeletonHeight: number;
  /** Replaces an empty list. */
  empty: ReactNode;
  /** Sorts the loaded items. Default: the query's order. */
  order?: (items: Item[]) => Item[];
  /** Renders an item as a list item with a key. */
  children: (item: Item) => ReactNode;
};

export const PagedList = <Item,>({ query, skeletonHeight, empty, order, children }: PagedListProps<Item>) => (
  <Stack gap="xs" align="start">
    <Paged query={query} skeleton={<Skeleton h={skeletonHeight} />}>
      {(items) => <Rows empty={empty}>{(order?.(items) ?? items).map(children)}</Rows>}
    </Paged>
  </Stack>
);

export type Pages = Pick<
  UseInfiniteQueryResult<unknown, unknown>,
  "hasNextPage" | "isFetchingNextPage" | "isFetchNextPageError" | "fetchNextPage" | "error"
>;

type MoreButtonProps = Pick<ButtonProps, "size" | "style"> & { query: Pages; label?: string };

export function MoreButton({ query, label = frameTexts.lists.showMore, ...props }: MoreButtonProps) {
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage, error } = query;
  const load = () => void fetchNextPage();
  if (isFetchNextPageError) return <ErrorNotice error={error} onRetry={load} />;
  if (!hasNextPage) return null;
  return <SmallButton label={label} loading={isFetchingNextPage} onClick={load} {...props} />;
}
