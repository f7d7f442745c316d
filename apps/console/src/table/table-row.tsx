// biome-ignore-all lint/a11y/useSemanticElements: rows that are placed one by one are no table to CSS, and some readers take it for none then.
// biome-ignore-all lint/a11y/useFocusableInteractive: what has the focus is the link or button in a row.
import type { RowData, Row as RowModel } from "@tanstack/react-table";
import { memo } from "react";
import type { Column } from "./column.ts";
import classes from "./record-table.module.css";

/** In pixels: all are of one height, so that none has to be measured. */
export const rowHeight = 44;

type TableRowProps<Row extends RowData> = {
  model: RowModel<object, Row>;
  columns: readonly Column<Row>[];
  index: number;
  /** From the first row's top, in pixels. */
  start: number;
};

function PlainTableRow<Row extends RowData>({ model, columns, index, start }: TableRowProps<Row>) {
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      data-index={index}
      className={classes.row}
      style={{ top: start, height: rowHeight }}
    >
      {columns.map(({ id, cell, isWideOnly }) => (
        <div key={id} role="cell" className={classes.cell} data-wide={isWideOnly}>
          {cell(model.original)}
        </div>
      ))}
    </div>
  );
}

/** Scrolling makes the rows that come into view, and no other anew. */
export const TableRow = memo(PlainTableRow) as typeof PlainTableRow;
