// biome-ignore-all lint/a11y/useSemanticElements: absolutely positioned rows are not a CSS table, and some screen readers then ignore a <table>.
// biome-ignore-all lint/a11y/useFocusableInteractive: the link or button in a row takes the focus.

import { Text } from "@mantine/core";
import { useVirtualizer, type Virtualizer } from "@tanstack/react-virtual";
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
import { type Goal, type TableHandle, useRowFocus } from "./use-row-focus.ts";

type RecordTableProps<Row> = {
  /** The label for screen readers. */
  label: string;
  /** Must be stable, as a new array renders all cells again. */
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** Loads more rows near the end. */
  onEndReached?: (() => void) | undefined;
  /** Loads more rows near the start, for a list with a `startIndex`. */
  onStartReached?: (() => void) | undefined;
  /**
   * The row at which another query begins. Rows that come before it later move nothing on the screen. Omitted for a list
   * that grows at its end only.
   */
  startIndex?: number | undefined;
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

/** Rows before an end at which the next page loads. */
const nearEnd = 20;

/** A virtualized table. Arrow keys move between rows; Tab passes the whole table. */
export function RecordTable<Row>(props: RecordTableProps<Row>) {
  const { label, rows, columns, isLoading = false, isLoadingMore = false, isStale = false } = props;
  const { hasHeader = true, hasTargets = true, startIndex = 0 } = props;
  const { onStartReached, onEndReached, scrollId, empty, end, height: rowHeight = "comfortable" } = props;
  const pixels = rowHeights[rowHeight] * useFontScale();
  const scroller = useRef<HTMLDivElement>(null);
  const { virtualizer, focus } = useRows({ ...props, pixels, scroller });
  const items = virtualizer.getVirtualItems();
  const { startIndex: first = 0, endIndex: last = 0 } = virtualizer.range ?? {};
  useEffect(() => {
    if (isLoadingMore || isStale) return;
    if (rows.length > 0 && last >= rows.length - nearEnd && onEndReached) onEndReached();
    else if (first <= nearEnd) onStartReached?.();
  }, [first, last, rows.length, isLoadingMore, isStale, onStartReached, onEndReached]);
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
        aria-rowcount={onStartReached || onEndReached ? -1 : rows.length + 1}
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
      {startIndex > 0 && !onEndReached ? (
        <div className={classes.filler} style={{ "--rows-below": rows.length - startIndex }} />
      ) : null}
    </div>
  );
}

type RowsOptions<Row> = Pick<
  RecordTableProps<Row>,
  "rows" | "rowKey" | "scrollId" | "question" | "handle" | "startIndex" | "isStale"
> & {
  scroller: { readonly current: HTMLDivElement | null };
  /** The height of a row. */
  pixels: number;
};

/** Virtualization and focus of the rows. */
function useRows<Row>(options: RowsOptions<Row>) {
  const { rows, scroller, scrollId, question, handle, pixels } = options;
  const initialOffset = useKeptScroll(scrollId);
  const { active, wanted, keepsPlace } = useFocusedRows(options);
  const { rowKey } = options;
  // A new function would recompute all positions at each scroll.
  // biome-ignore lint/correctness/useExhaustiveDependencies: keys do not depend on the function.
  const keyAt = useCallback((index: number) => keyOf(rows[index], rowKey) ?? index, [rows]);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => pixels,
    initialOffset,
    getItemKey: keyAt,
    // Keeps the rows on the screen where they are when others come before them.
    anchorTo: keepsPlace ? "end" : "start",
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
  const focus = useRowFocus({ virtualizer, scroller, active, wanted, count: rows.length, handle, pixels });
  const asked = useRef(question);
  useLayoutEffect(() => {
    if (asked.current === question) return;
    asked.current = question;
    active.current = null;
    virtualizer.scrollToOffset(0);
  }, [question, virtualizer, active]);
  useStart(virtualizer, options);
  return { virtualizer, focus };
}

type Rows = Virtualizer<HTMLDivElement, Element>;

/** Scrolls to the row at which a query begins, once it has rows: those before it may be there already. */
function useStart<Row>(
  virtualizer: Rows,
  { rows, question, startIndex = 0, isStale, pixels }: RowsOptions<Row>,
) {
  const begun = useRef(question);
  const hasRows = rows.length > 0 && !isStale;
  useLayoutEffect(() => {
    if (!hasRows || begun.current === question) return;
    begun.current = question;
    if (startIndex > 0) virtualizer.scrollToOffset(startIndex * pixels);
  }, [hasRows, question, startIndex, pixels, virtualizer]);
}

/**
 * Which row has the focus, and which one is to get it. If rows come before them, both move. `keepsPlace`: whether the rows
 * are those of the render before, and more.
 */
function useFocusedRows<Row>({ rows, rowKey, question, startIndex, isStale = false }: RowsOptions<Row>) {
  const active = useRef<number | null>(null);
  const wanted = useRef<Goal | null>(null);
  const before = useRef({ rows, question, isStale });
  const keepsPlace =
    startIndex !== undefined && !isStale && !before.current.isStale && before.current.question === question;
  // While rendering: the virtualizer keeps the row with the focus by its index.
  if (keepsPlace && before.current.rows !== rows) {
    const moved = (index: number) => {
      const key = keyOf(before.current.rows[index], rowKey);
      const now = rows.findIndex((row) => rowKey(row) === key);
      return now < 0 ? index : now;
    };
    if (active.current !== null) active.current = moved(active.current);
    if (wanted.current) wanted.current = { ...wanted.current, index: moved(wanted.current.index) };
  }
  before.current = { rows, question, isStale };
  return { active, wanted, keepsPlace };
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
