import { Table } from "@mantine/core";
import type { TableFile } from "../file/protocol.ts";
import classes from "./file-preview.module.css";
import { table as texts } from "./texts.en.ts";

type FilePreviewProps = { file: Pick<TableFile, "columns" | "samples" | "letterRows"> };

/** The first rows of a table, and the first with characters that depend on the encoding. */
export function FilePreview({ file: { columns, samples, letterRows } }: FilePreviewProps) {
  const first = samples.slice(0, maxRows);
  const further = letterRows.filter(({ line }) => first.every((row) => row.line !== line));
  const head = columns.map((column, at) => column || texts.column(String(at + 1)));
  const body = [...first, ...further].map(({ cells }) => cells.map((cell) => cell.slice(0, maxShown)));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: scrollable areas must be reachable by keyboard.
    <section className={classes.scroll} tabIndex={0} aria-label={texts.firstRowsScroll}>
      <Table aria-label={texts.firstRows} verticalSpacing={4} data={{ head, body }} />
    </section>
  );
}

const maxShown = 120;
const maxRows = 5;
