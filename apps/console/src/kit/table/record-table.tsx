// biome-ignore-all lint/a11y/useSemanticElements: absolutely positioned rows are not a CSS table, and some screen readers then ignore a <table>.
// biome-ignore-all lint/a11y/useFocusableInteractive: the link or button in a row takes the focus.

import { Text } from "@mantine/core";
import { useElementScrollRestoration } from "@tanstack/react-router";
import { type ReactNode, type Ref, useEffect, useLayoutEffect, useRef } from "react";
import { createStore, useStore } from "../behavior/store.ts";
import { useIsPrinting } from "../print/printed-sheet.tsx";
import type { Column } from "./column.ts";
import classes from "./record-table.module.css";
import { HeaderRow } from "./table-header.tsx";
import { SkeletonRows, TableRow } from "./table-row.tsx";
import { texts as tableTexts } from "./texts.en.ts";
import { useOpenedRow } from "./use-opened-row.ts";
import { type Goal, type TableHandle, useRowFocus } from "./use-row-focus.ts";
import { useVisibleRows, type VisibleRows } from "./use-visible-rows.ts";

type RecordTableProps<Row> = {
  /** The label for screen readers. */
  label: string;
  /** Must be stable: a new array renders all cells again. */
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  onEndReached?: (() => void) | undefined;
  /** Loads more rows near the start, for a list with a `startIndex`. */
  onStartReached?: (() => void) | undefined;
  /**
   * The index at which the query begins. Rows inserted before it later do not move the screen. Omit it for lists that
   * grow only at the end.
   */
  startIndex?: number | undefined;
  isLoadingMore?: boolean;
  isLoading?: boolean;
  /** The rows are of the previous query while the next one loads. */
  isStale?: boolean;
  /** Shown if there are no rows. */
  empty?: ReactNode;
  /** Shown after the last row, such as an error. */
  end?: ReactNode;
  /** The key to restore the scroll position after Back. */
  scrollId?: string;
  /** Identifies the query. A change scrolls to the top. */
  question?: string;
  handle?: Ref<TableHandle>;
  /** Shows the header. Default: true. Screen readers always have it. */
  hasHeader?: boolean;
  height?: RowHeight;
  /** False on a page with its own printed sheet. Default: true. */
  isPrinted?: boolean;
};

/** Loads the next page when this many rows remain. */
const nearEnd = 20;

/** A virtualized table. Arrow keys move between rows; Tab leaves the table. */
export function RecordTable<Row>(props: RecordTableProps<Row>) {
  const { label, rows, rowKey, columns, isLoading = false, isLoadingMore = false, isStale = false } = props;
  const { hasHeader = true, startIndex = 0, isPrinted = true } = props;
  const { onStartReached, onEndReached, scrollId, empty, end, height: rowHeight = "comfortable" } = props;
  const pixels = rowHeights[rowHeight] * useFontScale();
  const scroller = useRef<HTMLDivElement>(null);
  const isPrinting = useIsPrinting() && isPrinted;
  const { visible, bodyProps } = useRows({ ...props, pixels, scroller, isPrinting });
  const { first, last, drawn } = visible;
  useEffect(() => {
    if (isLoadingMore || isStale) return;
    if (rows.length > 0 && last >= rows.length - nearEnd && onEndReached) onEndReached();
    else if (first <= nearEnd) onStartReached?.();
  }, [first, last, rows.length, isLoadingMore, isStale, onStartReached, onEndReached]);
  return (
    <div
      ref={scroller}
      className={classes.scroller}
      style={{ ...tracksOf(columns), "--row-height": `${pixels}px` }}
      data-scroll-restoration-id={scrollId}
    >
      {isPrinting && (onStartReached || onEndReached) ? (
        <p className={classes.printed}>{tableTexts.printed(rows.length)}</p>
      ) : null}
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
            style={{ height: rows.length * pixels }}
            {...bodyProps}
          >
            {drawn.map((index) => {
              const row = rows[index];
              return row === undefined ? null : (
                <TableRow key={rowKey(row)} row={row} columns={columns} index={index} height={pixels} />
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

type RowsOptions<Row> = RecordTableProps<Row> & {
  scroller: { readonly current: HTMLDivElement | null };
  pixels: number;
  isPrinting: boolean;
};

/** The visible rows and their focus. */
function useRows<Row>(options: RowsOptions<Row>) {
  const { rows, scroller, scrollId, question, handle, pixels, isPrinting } = options;
  const initialOffset = useKeptScroll(scrollId);
  const { active, wanted, moved } = useFocusedRows(options);
  const count = rows.length;
  const visible = useVisibleRows({
    scroller,
    count,
    pixels,
    initialOffset,
    // Keeps the focused row rendered when it scrolls away, to keep the focus.
    kept: active.current === null ? null : (moved(active.current) ?? active.current),
    moved: options.startIndex === undefined ? undefined : moved,
    isFromStart: options.onStartReached === undefined && options.isLoadingMore !== true,
    isPrinting,
  });
  const focus = useRowFocus({ visible, scroller, active, wanted, count, handle, pixels });
  const opened = useOpenedRow({ rows, rowKey: options.rowKey, go: (index) => focus.go(index, null) });
  const asked = useRef(question);
  useLayoutEffect(() => {
    if (asked.current === question) return;
    asked.current = question;
    active.current = null;
    visible.scrollTo(0);
  }, [question, visible, active]);
  useStart(visible, options);
  return { visible, bodyProps: { ...focus.props, ...opened } };
}

/** Scrolls to the query's first row once it has rows: earlier ones may be loaded already. */
function useStart<Row>(
  visible: VisibleRows,
  { rows, question, startIndex = 0, isStale, pixels }: RowsOptions<Row>,
) {
  const begun = useRef(question);
  const hasRows = rows.length > 0 && !isStale;
  useLayoutEffect(() => {
    if (!hasRows || begun.current === question) return;
    begun.current = question;
    if (startIndex > 0) visible.scrollTo(startIndex * pixels);
  }, [hasRows, question, startIndex, pixels, visible]);
}

/**
 * The focused row (`active`) and the one to focus next. Both follow their rows. `moved` returns a shown row's current
 * index, or null if it is gone.
 */
function useFocusedRows<Row>({ rows, rowKey, question, isStale = false }: RowsOptions<Row>) {
  const active = useRef<number | null>(null);
  const wanted = useRef<Goal | null>(null);
  const shown = useRef({ rows, question, isStale });
  const { rows: before } = shown.current;
  const isSameList = !isStale && !shown.current.isStale && shown.current.question === question;
  const moved = (index: number): number | null => {
    if (!isSameList || before === rows) return index;
    const key = keyOf(before[index], rowKey);
    // Usually, rows were only appended.
    if (key !== undefined && keyOf(rows[index], rowKey) === key) return index;
    const now = rows.findIndex((row) => rowKey(row) === key);
    return now < 0 ? null : now;
  };
  useLayoutEffect(() => {
    // Moves to the row after a removed one.
    const follow = (index: number) => moved(index) ?? index;
    if (active.current !== null) active.current = follow(active.current);
    if (wanted.current) wanted.current = { ...wanted.current, index: follow(wanted.current.index) };
    shown.current = { rows, question, isStale };
  });
  return { active, wanted, moved };
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

/** Row heights in pixels at the default font size, fixed so that rows need no measuring. */
const rowHeights = { compact: 36, comfortable: 44, twoLines: 64 } as const;
type RowHeight = keyof typeof rowHeights;

const usualPixels = 16;
const scale = createStore(1);

/** Measures 1 `rem`, to follow the browser's font size. */
function watchFontSize(): void {
  const probe = document.createElement("div");
  Object.assign(probe.style, { position: "absolute", width: "1rem", visibility: "hidden" });
  document.body.append(probe);
  new ResizeObserver(() => scale.set(probe.getBoundingClientRect().width / usualPixels)).observe(probe);
  scale.set(probe.getBoundingClientRect().width / usualPixels);
}

let isWatched = false;

/** The text's scale, for sizes that scripts need in pixels. 2: at 200 %. */
function useFontScale(): number {
  if (!isWatched) {
    isWatched = true;
    watchFontSize();
  }
  return useStore(scale);
}

/** The scroll position of this history entry, to render those rows first. */
function useKeptScroll(id: string | undefined): number {
  const kept = useElementScrollRestoration({ id: id ?? "none" });
  return (id && kept?.scrollY) || 0;
}
