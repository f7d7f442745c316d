import { Button } from "@mantine/core";
import type { UseInfiniteQueryResult } from "@tanstack/react-query";
import { texts as frameTexts } from "../../words/frame/texts.en.ts";
import { ErrorNotice } from "../notice/error-notice.tsx";

type Pages = Pick<
  UseInfiniteQueryResult<unknown, unknown>,
  "hasNextPage" | "isFetchingNextPage" | "isFetchNextPageError" | "fetchNextPage" | "error"
>;

/** Loads the next page of a list. */
export function MoreButton({ query }: { query: Pages }) {
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage, error } = query;
  const load = () => void fetchNextPage();
  if (isFetchNextPageError) return <ErrorNotice error={error} onRetry={load} />;
  if (!hasNextPage) return null;
  return (
    <Button variant="default" size="xs" loading={isFetchingNextPage} onClick={load}>
      {frameTexts.lists.showMore}
    </Button>
  );
}
