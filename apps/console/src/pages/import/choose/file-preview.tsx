import { Table } from "@mantine/core";
import type { TableFile } from "../file/protocol.ts";
import classes from "./file-preview.module.css";
import { table as texts } from "./texts.en.ts";

/** The first rows of a table, and the first with letters that depend on the encoding. */
export function FilePreview({
  file: { columns, samples, letterRows },
}: {
  file: Pick<TableFile, "columns" | "samples" | "letterRows">;
}) {
  const first = samples.slice(0, mostRows);
  const further = letterRows.filter(({ line }) => first.every((row) => row.line !== line));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: scrollable areas must be reachable by keyboard.
    <section className={classes.scroll} tabIndex={0} aria-label={texts.firstRowsScroll}>
      <Table aria-label={texts.firstRows} verticalSpacing={4}>
        <Table.Thead>
          <Table.Tr>
            {columns.map((column, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: column names can repeat.
              <Table.Th key={at} scope="col">
                {column || texts.column(String(at + 1))}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {[...first, ...further].map(({ line, cells }) => (
            <Table.Tr key={line}>
              {cells.map((cell, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: cells have a fixed order.
                <Table.Td key={at} className={classes.cell}>
                  {cell.slice(0, mostShown)}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}

const mostShown = 120;
const mostRows = 5;
