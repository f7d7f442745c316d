// biome-ignore-all lint/a11y/useSemanticElements: absolutely positioned rows are not a CSS table, and some screen readers then ignore a <table>.
// biome-ignore-all lint/a11y/useFocusableInteractive: the link or button in a row takes the focus.

import { Skeleton } from "@mantine/core";
import { memo } from "react";
import { commonTexts } from "../../words/common/common.ts";
import { Waiting } from "../notice/slow-notice.tsx";
import type { Column } from "./column.ts";
import classes from "./record-table.module.css";

type TableRowProps<Row> = {
  row: Row;
  columns: readonly Column<Row>[];
  index: number;
  height: number;
};

function PlainTableRow<Row>({ row, columns, index, height }: TableRowProps<Row>) {
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      data-index={index}
      className={classes.row}
      style={{ top: index * height, height }}
    >
      {columns.map(({ header, cell, isWideOnly }) => (
        <div key={header} role="cell" className={classes.cell} data-wide={isWideOnly}>
          {cell(row)}
        </div>
      ))}
    </div>
  );
}

/** Memoized, so that scrolling renders only new rows. */
export const TableRow = memo(PlainTableRow) as typeof PlainTableRow;

const count = 8;

/** Placeholder rows of the final size, to avoid layout shifts. */
export function SkeletonRows<Row>({ columns }: { columns: readonly Column<Row>[] }) {
  return (
    <Waiting>
      <div role="status" aria-label={commonTexts.loading}>
        {Array.from({ length: count }, (_, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the placeholders are identical.
          <div key={index} className={classes.row}>
            {columns.map(({ header, isWideOnly }) => (
              <div key={header} className={classes.cell} data-wide={isWideOnly}>
                <Skeleton h={12} w={`${55 + ((index * 7) % 30)}%`} />
              </div>
            ))}
          </div>
        ))}
      </div>
    </Waiting>
  );
}
