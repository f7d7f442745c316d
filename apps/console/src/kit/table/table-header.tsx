// biome-ignore-all lint/a11y/useSemanticElements: absolutely positioned rows are not a CSS table, and some screen readers then ignore a <table>.
// biome-ignore-all lint/a11y/useFocusableInteractive: the link or button in a row takes the focus.
import { UnstyledButton } from "@mantine/core";
import { IconArrowDown, IconArrowUp } from "@tabler/icons-react";
import type { Column } from "./column.ts";
import classes from "./record-table.module.css";

type HeaderRowProps<Row> = { columns: readonly Column<Row>[]; isHidden: boolean };

export const HeaderRow = <Row,>({ columns, isHidden }: HeaderRowProps<Row>) => (
  <div role="rowgroup" className={classes.head} data-hidden={isHidden}>
    <div role="row" aria-rowindex={1} className={classes.row}>
      {columns.map((column) => (
        <HeaderCell key={column.header} {...column} />
      ))}
    </div>
  </div>
);

function HeaderCell({ header, headerCell, sort, isWideOnly }: Omit<Column<never>, "cell">) {
  const Arrow = sort?.direction === "descending" ? IconArrowDown : IconArrowUp;
  return (
    <div role="columnheader" aria-sort={sort?.direction} className={classes.cell} data-wide={isWideOnly}>
      {sort ? (
        <UnstyledButton onClick={sort.onChange} className={classes.sort}>
          {header}
          {sort.direction === "none" ? null : <Arrow size={14} aria-hidden />}
        </UnstyledButton>
      ) : (
        (headerCell ?? header)
      )}
    </div>
  );
}
