import { type MouseEvent, useLayoutEffect, useRef } from "react";

/** The last opened row, by browser history entry. */
const openedRows = new Map<string, string>();

const entryNow = () => String(Object(history.state).__TSR_key ?? "");

type OpenedRow<Row> = {
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  go: (index: number) => void;
};

/** After Back, focuses the row whose link was followed, unless something else has the focus. */
export function useOpenedRow<Row>({ rows, rowKey, go }: OpenedRow<Row>) {
  const opened = useRef(openedRows.get(entryNow()));
  useLayoutEffect(() => {
    if (opened.current === undefined || rows.length === 0) return;
    const index = rows.findIndex((row) => rowKey(row) === opened.current);
    opened.current = undefined;
    if (index >= 0 && isNothingFocused()) go(index);
  });
  return {
    // Before navigation creates the next entry.
    onClickCapture({ target }: MouseEvent) {
      if (!(target instanceof Element) || !target.closest("a[data-row-target]")) return;
      const index = Number(target.closest("[data-index]")?.getAttribute("data-index"));
      const row = rows[index];
      if (row !== undefined) openedRows.set(entryNow(), rowKey(row));
    },
  };
}

/** The heading has the focus while the rows load. */
const isNothingFocused = () =>
  document.activeElement === null || document.activeElement.matches("body, main h1");
