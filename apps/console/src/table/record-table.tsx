// biome-ignore-all lint/a11y/useSemanticElements: absolutely positioned rows are not a CSS table, and some screen readers then ignore a <table>.
// biome-ignore-all lint/a11y/useFocusableInteractive: the link or button in a row takes the focus.

import { Text } from "@mantine/core";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type ReactNode, type Ref, useCallback, useEffect, useLayoutEffect, useRef } from "react";
import { useFontScale } from "../shell/behavior/font-scale.ts";
import { tableTexts } from "../texts/table.ts";
import type { Column } from "./column.ts";
import classes from "./record-table.module.css";
import { type RowHeight, rowHeights } from "./row-height.ts";
import { SkeletonRows } from "./skeleton-rows.tsx";
import { HeaderRow } from "./table-header.tsx";
import { TableRow } from "./table-row.tsx";
import { useKeptScroll } from "./use-kept-scroll.ts";
import { type TableHandle, useRowFocus } from "./use-row-focus.ts";

type RecordTableProps<Row> = {
  /** The label for screen readers. */
  label: string;
  /** Must be stable, as a new array renders all cells again. */
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** Loads more rows near the end. */
  onEndReached?: (() => void) | undefined;
  isLoadingMore?: boolean;
  /** Shows placeholder rows. */
  isLoading?: boolean;
  /** The rows are of the previous query while the next one loads. */
  isStale?: boolean;
  /** Shown without rows. */
  empty?: ReactNode;
  /** Shown after the last row, such as an error. */
  end?: ReactNode;
  /** The key by which Back restores the scroll position. */
  scrollId?: string;
  /** Identifies the query. A change scrolls to the top. */
  question?: string;
  handle?: Ref<TableHandle>;
  /** Whether to show the header. Default: true. Screen readers always have it. */
  hasHeader?: boolean;
  /** False for rows without a link or button: the keyboard then scrolls the table. Default: true. */
  hasTargets?: boolean;
  /** Default: comfortable. */
  height?: RowHeight;
};

/** Rows before the end at which the next page loads. */
const nearEnd = 20;

/** A virtualized table. Arrow keys move between rows; Tab passes the whole table. */
export function RecordTable<Row>(props: RecordTableProps<Row>) {
  const { label, rows, columns, isLoading = false, isLoadingMore = false, isStale = false } = props;
  const { hasHeader = true, hasTargets = true } = props;
  const { onEndReached, scrollId, question, handle, empty, end, height: rowHeight = "comfortable" } = props;
  const pixels = rowHeights[rowHeight] * useFontScale();
  const scroller = useRef<HTMLDivElement>(null);
  const { virtualizer, focus } = useRows({ ...props, pixels, scroller, scrollId, question, handle });
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
      style={{ ...tracksOf(columns), "--row-height": `${pixels}px` }}
      data-scroll-restoration-id={scrollId}
      tabIndex={hasTargets ? undefined : 0}
    >
      <div
        role="table"
        aria-label={label}
        aria-rowcount={onEndReached ? -1 : rows.length + 1}
        aria-busy={isLoading || isStale}
        className={classes.table}
      >
        <HeaderRow columns={columns} isHidden={!hasHeader} />
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
              const row = rows[index];
              return row === undefined ? null : (
                <TableRow key={key} row={row} columns={columns} index={index} start={start} height={pixels} />
              );
            })}
          </div>
        ) : null}
      </div>
      {isLoading ? <SkeletonRows columns={columns} /> : null}
      {rows.length === 0 && !isLoading && empty ? <div className={classes.message}>{empty}</div> : null}
      {end}
      <Text role="status" size="sm" c="dimmed" p="xs" className={classes.more}>
        {isLoadingMore ? tableTexts.loadingMore : ""}
      </Text>
    </div>
  );
}

type RowsOptions<Row> = Pick<
  RecordTableProps<Row>,
  "rows" | "rowKey" | "scrollId" | "question" | "handle"
> & {
  scroller: { readonly current: HTMLDivElement | null };
  /** The height of a row. */
  pixels: number;
};

/** Virtualization and focus of the rows. */
function useRows<Row>(options: RowsOptions<Row>) {
  const { rows, rowKey, scroller, scrollId, question, handle, pixels } = options;
  const initialOffset = useKeptScroll(scrollId);
  const active = useRef<number | null>(null);
  // A new function would recompute all positions at each scroll.
  // biome-ignore lint/correctness/useExhaustiveDependencies: keys do not depend on the function.
  const keyAt = useCallback((index: number) => keyOf(rows[index], rowKey) ?? index, [rows]);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => pixels,
    initialOffset,
    getItemKey: keyAt,
    overscan: 12,
    // Keep the focused row rendered when it scrolls away, or the focus would be lost.
    rangeExtractor: ({ startIndex, endIndex, overscan, count }) => {
      const first = Math.max(0, startIndex - overscan);
      const end = Math.min(count, endIndex + overscan + 1);
      const shown = Array.from({ length: end - first }, (_, index) => first + index);
      const kept = active.current;
      if (kept === null || kept >= count || (kept >= first && kept < end)) return shown;
      return kept < first ? [kept, ...shown] : [...shown, kept];
    },
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another height moves all rows.
  useLayoutEffect(() => virtualizer.measure(), [virtualizer, pixels]);
  const focus = useRowFocus({ virtualizer, scroller, active, count: rows.length, handle, pixels });
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

function tracksOf<Row>(columns: readonly Column<Row>[]) {
  const tracks = (shown: readonly Column<Row>[]) => shown.map(({ track }) => track).join(" ");
  return {
    "--tracks": tracks(columns),
    "--narrow-tracks": tracks(columns.filter(({ isWideOnly }) => !isWideOnly)),
  };
}
