import type { RouterInputs, RouterOutputs, UploadId } from "@caretype/client";
import { isErrorCode } from "@caretype/client";
import { type InfiniteData, useInfiniteQuery, useMutation } from "@tanstack/react-query";
import { api, caretype, queryClient, readAgain } from "../../../../../session/client/api.ts";
import type { Upload } from "../upload/labels.ts";

type RowPage = RouterOutputs["import"]["invalidRows"];
export type InvalidRow = RowPage["items"][number];
type Rows = InfiniteData<RowPage>;
export type Cell = RouterInputs["import"]["correctRow"]["cells"][number];

const pageSize = 50;

/** Rows with problems. Corrected rows stay in the list until it is refetched. */
export const useInvalidRows = (id: UploadId) =>
  useInfiniteQuery(
    api.import.invalidRows.infiniteQueryOptions(
      { id, limit: pageSize },
      // A refetch would remove the row that is being edited.
      { staleTime: Number.POSITIVE_INFINITY, refetchOnMount: "always" },
    ),
  );

const rowsFilter = (id: UploadId) => api.import.invalidRows.infiniteQueryFilter({ id });

/** Corrects cells in sequence, and updates the row and the counts. */
export function useCorrection(id: UploadId, line: number) {
  return useMutation({
    // The next correction needs the version that the previous one created.
    scope: { id: `import-row-${id}` },
    mutationFn: (cell: Cell) =>
      caretype.import.correctRow.mutate({
        id,
        line,
        expectedVersion: findRow(id, line)?.version ?? 1,
        cells: [cell],
      }),
    onSuccess: ({ row, problems, invalidRows }) => {
      queryClient.setQueriesData<Rows>(rowsFilter(id), (rows) => rows && withRow(rows, row));
      queryClient.setQueryData<Upload>(
        api.import.progress.queryKey({ id }),
        (upload) =>
          upload && { ...upload, problems: { total: problems, first: [] }, invalidRows, result: null },
      );
      void readAgain(api.import.uploads);
    },
    onError: async (error) => {
      if (!isErrorCode(error, "STALE_VERSION", "IMPORT_ROW_NOT_FOUND", "IMPORT_UPLOAD_CLOSED")) return;
      await queryClient.invalidateQueries(api.import.progress.queryFilter({ id }));
      await queryClient.invalidateQueries(rowsFilter(id));
    },
  });
}

const pagesOf = (id: UploadId): RowPage[] =>
  queryClient.getQueriesData<Rows>(rowsFilter(id)).flatMap(([, rows]) => rows?.pages ?? []);

const findRow = (id: UploadId, line: number): InvalidRow | undefined =>
  pagesOf(id)
    .flatMap(({ items }) => items)
    .find((row) => row.line === line);

const withRow = ({ pages, ...same }: Rows, row: InvalidRow): Rows => ({
  ...same,
  pages: pages.map(({ items, nextCursor }) => ({
    nextCursor,
    items: items.map((each) => (each.line === row.line ? row : each)),
  })),
});
