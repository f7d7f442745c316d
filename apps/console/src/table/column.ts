import type { ReactNode } from "react";

export type Column<Row> = {
  id: string;
  header: string;
  /** The first column's is a link that opens the row, best a `RowLink`: by it the table is used from the keyboard. */
  cell: (row: Row) => ReactNode;
  /** A CSS grid track, such as `minmax(120px, 2fr)`. */
  track: string;
  /** Left out on narrow screens. */
  isWideOnly?: boolean;
  /** Where the list can be sorted by it: whether it is, and what a click asks for. */
  sort?: { direction: "ascending" | "descending" | "none"; onChange: () => void };
};
