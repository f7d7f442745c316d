import { Table } from "@mantine/core";
import type { TableFile } from "../file/protocol.ts";
import classes from "./file-preview.module.css";

/** The first rows of a table as they stand in it. */
export function FilePreview({
  file: { columns, samples },
}: {
  file: Pick<TableFile, "columns" | "samples">;
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be within reach of the keyboard.
    <section className={classes.scroll} tabIndex={0} aria-label="First rows, scrolls">
      <Table aria-label="First rows" verticalSpacing={4}>
        <Table.Thead>
          <Table.Tr>
            {columns.map((column, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two columns can be called the same.
              <Table.Th key={at} scope="col">
                {column || `Column ${at + 1}`}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {samples.map(({ line, cells }) => (
            <Table.Tr key={line}>
              {cells.map((cell, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its column's.
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
