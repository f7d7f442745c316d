// biome-ignore-all lint/a11y/useSemanticElements: rows that are placed one by one are no table to CSS, and some readers take it for none then.
// biome-ignore-all lint/a11y/useFocusableInteractive: what has the focus is the link or button in a row.
import { Text } from "@mantine/core";
import { createColumnHelper, type RowData, tableFeatures, useTable } from "@tanstack/react-table";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type ReactNode, type Ref, useCallback, useEffect, useMemo, useRef } from "react";
import type { Column } from "./column.ts";
import classes from "./record-table.module.css";
import { SkeletonRows } from "./skeleton-rows.tsx";
import { HeaderRow } from "./table-header.tsx";
import { rowHeight, TableRow } from "./table-row.tsx";
import { useKeptScroll } from "./use-kept-scroll.ts";
import { type TableHandle, useRowFocus } from "./use-row-focus.ts";

type RecordTableProps<Row> = {
  /** What the rows are, for screen readers. */
  label: string;
  /** The same array as long as nothing in it changes: each cell is made anew with another. */
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** There are more: called when the reader comes near the end. */
  onEndReached?: (() => void) | undefined;
  isLoadingMore?: boolean;
  /** Nothing is there to show yet: rows of grey bars stand for it. */
  isLoading?: boolean;
  /** The rows answer an older question, and the next answer is on its way. */
  isStale?: boolean;
  /** In the place of the rows, where there are none. */
  empty?: ReactNode;
  /** After the last row, such as why there are no more. */
  end?: ReactNode;
  /** Under which Back finds where the reader was. */
  scrollId?: string;
  /** What the rows answer; with another the reader is at the top again. */
  question?: string;
  handle?: Ref<TableHandle>;
};

const features = tableFeatures({});
/** So many rows before the end the next page is asked for. */
const nearEnd = 20;

/** A table of any length: only the rows in view are in the page. Arrow keys go from row to row, Tab passes it at once. */
export function RecordTable<Row extends RowData>(props: RecordTableProps<Row>) {
  const { label, rows, columns, isLoading = false, isLoadingMore = false, isStale = false } = props;
  const { onEndReached, scrollId, question, handle, empty, end } = props;
  const models = useRowModels(props);
  const scroller = useRef<HTMLDivElement>(null);
  const { virtualizer, focus } = useRows({ ...props, scroller, scrollId, question, handle });
  const items = virtualizer.getVirtualItems();
  const last = virtualizer.range?.endIndex ?? 0;
  useEffect(() => {
    if (rows.length > 0 && last >= rows.length - nearEnd && !isLoadingMore && !isStale) onEndReached?.();
  }, [last, rows.length, isLoadingMore, isStale, onEndReached]);
  const height = virtualizer.getTotalSize();
  return (
    <div
      ref={scroller}
      className={classes.scroller}
      style={tracksOf(columns)}
      data-scroll-restoration-id={scrollId}
    >
      <div
        role="table"
        aria-label={label}
        aria-rowcount={onEndReached ? -1 : rows.length + 1}
        aria-busy={isLoading || isStale}
        className={classes.table}
      >
        <HeaderRow columns={columns} />
        {rows.length > 0 ? (
          <div
            role="rowgroup"
            data-rows
            className={classes.body}
            data-stale={isStale}
            style={{ height }}
            {...focus.props}
          >
            {items.map(({ index, key, start }) => {
              const model = models[index];
              return model ? (
                <TableRow key={key} model={model} columns={columns} index={index} start={start} />
              ) : null;
            })}
          </div>
        ) : null}
      </div>
      {isLoading ? <SkeletonRows columns={columns} /> : null}
      {rows.length === 0 && !isLoading && empty ? <div className={classes.message}>{empty}</div> : null}
      {end}
      <Text role="status" size="sm" c="dimmed" p="xs" className={classes.more}>
        {isLoadingMore ? "Loading more…" : ""}
      </Text>
    </div>
  );
}

type RowsOptions<Row> = Pick<
  RecordTableProps<Row>,
  "rows" | "rowKey" | "scrollId" | "question" | "handle"
> & {
  scroller: { readonly current: HTMLDivElement | null };
};

/** Which rows are in the page, where they are, and which of them has the focus. */
function useRows<Row>({ rows, rowKey, scroller, scrollId, question, handle }: RowsOptions<Row>) {
  const initialOffset = useKeptScroll(scrollId);
  const active = useRef<number | null>(null);
  // With another function all places are computed anew, at each scroll.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a key is the row's own, whichever function reads it.
  const keyAt = useCallback((index: number) => keyOf(rows[index], rowKey) ?? index, [rows]);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    initialOffset,
    getItemKey: keyAt,
    overscan: 12,
    // The row with the focus stays in the page however far it is scrolled away: the focus would be lost with it.
    rangeExtractor: ({ startIndex, endIndex, overscan, count }) => {
      const first = Math.max(0, startIndex - overscan);
      const end = Math.min(count, endIndex + overscan + 1);
      const shown = Array.from({ length: end - first }, (_, index) => first + index);
      const kept = active.current;
      if (kept === null || kept >= count || (kept >= first && kept < end)) return shown;
      return kept < first ? [kept, ...shown] : [...shown, kept];
    },
  });
  const focus = useRowFocus({ virtualizer, scroller, active, count: rows.length, handle });
  const asked = useRef(question);
  useEffect(() => {
    if (asked.current === question) return;
    asked.current = question;
    active.current = null;
    virtualizer.scrollToOffset(0);
  }, [question, virtualizer]);
  return { virtualizer, focus };
}

const keyOf = <Row,>(row: Row | undefined, rowKey: (row: Row) => string) =>
  row === undefined ? undefined : rowKey(row);

function useRowModels<Row extends RowData>({ columns, rows }: RecordTableProps<Row>) {
  const definitions = useMemo(() => {
    const helper = createColumnHelper<typeof features, Row>();
    return columns.map(({ id, header, cell }) =>
      helper.display({ id, header, cell: ({ row }) => cell(row.original) }),
    );
  }, [columns]);
  return useTable({ features, columns: definitions, data: rows }).getRowModel().rows;
}

function tracksOf<Row>(columns: readonly Column<Row>[]) {
  const tracks = (shown: readonly Column<Row>[]) => shown.map(({ track }) => track).join(" ");
  return {
    "--tracks": tracks(columns),
    "--narrow-tracks": tracks(columns.filter(({ isWideOnly }) => !isWideOnly)),
  };
}
