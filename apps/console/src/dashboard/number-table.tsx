import { Table } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./number-table.module.css";

type NumberTableProps = {
  label: string;
  /** The first is of the rows' names. */
  columns: readonly string[];
  rows: readonly TableRow[];
  /** All of it added up. */
  sum?: TableRow;
};

export type TableRow = { key: string; name: ReactNode; cells: readonly ReactNode[] };

/** What a chart shows, as numbers. It scrolls in itself, and takes as much room as the chart. */
export function NumberTable({ label, columns, rows, sum }: NumberTableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be within reach of the keyboard.
    <section className={classes.scroll} tabIndex={0} aria-label={`${label}, as a table`}>
      <Table className={classes.table} aria-label={label} stickyHeader verticalSpacing={2}>
        <Table.Thead>
          <Table.Tr>
            {columns.map((column) => (
              <Table.Th key={column} scope="col">
                {column}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>{rows.map(toRow)}</Table.Tbody>
        {sum ? <Table.Tfoot>{toRow(sum)}</Table.Tfoot> : null}
      </Table>
    </section>
  );
}

const toRow = ({ key, name, cells }: TableRow) => (
  <Table.Tr key={key}>
    <Table.Th scope="row">{name}</Table.Th>
    {cells.map((cell, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its column's.
      <Table.Td key={index}>{cell}</Table.Td>
    ))}
  </Table.Tr>
);
