// biome-ignore-all lint/a11y/useSemanticElements: rows that are placed one by one are no table to CSS, and some readers take it for none then.
// biome-ignore-all lint/a11y/useFocusableInteractive: what has the focus is the link or button in a row.
import { UnstyledButton } from "@mantine/core";
import { IconArrowDown, IconArrowUp } from "@tabler/icons-react";
import type { Column } from "./column.ts";
import classes from "./record-table.module.css";

export function HeaderRow<Row>({ columns }: { columns: readonly Column<Row>[] }) {
  return (
    <div role="rowgroup" className={classes.head}>
      <div role="row" aria-rowindex={1} className={classes.row}>
        {columns.map((column) => (
          <HeaderCell key={column.id} column={column} />
        ))}
      </div>
    </div>
  );
}

function HeaderCell<Row>({ column: { header, sort, isWideOnly } }: { column: Column<Row> }) {
  if (!sort)
    return (
      <div role="columnheader" className={classes.cell} data-wide={isWideOnly}>
        {header}
      </div>
    );
  const Arrow = sort.direction === "descending" ? IconArrowDown : IconArrowUp;
  return (
    <div role="columnheader" aria-sort={sort.direction} className={classes.cell} data-wide={isWideOnly}>
      <UnstyledButton onClick={sort.onChange} className={classes.sort}>
        {header}
        {sort.direction === "none" ? null : <Arrow size={14} aria-hidden />}
      </UnstyledButton>
    </div>
  );
}
