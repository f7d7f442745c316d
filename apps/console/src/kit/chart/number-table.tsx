import { Table } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./number-table.module.css";
import { texts } from "./texts.en.ts";

type NumberTableProps = {
  label: string;
  /** The first heads the row names. */
  columns: readonly string[];
  rows: readonly TableRow[];
  sum?: TableRow;
};

export type TableRow = { key: string; name: ReactNode; cells: readonly ReactNode[] };

/** A chart's data as a table. It scrolls within the chart's space. */
export const NumberTable = ({ label, columns, rows, sum }: NumberTableProps) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: scrollable areas must be reachable by keyboard.
  <section className={classes.scroll} tabIndex={0} aria-label={texts.asTable(label)}>
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

const toRow = ({ key, name, cells }: TableRow) => (
  <Table.Tr key={key}>
    <Table.Th scope="row">{name}</Table.Th>
    {cells.map((cell, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: cells have a fixed order.
      <Table.Td key={index}>{cell}</Table.Td>
    ))}
  </Table.Tr>
);
