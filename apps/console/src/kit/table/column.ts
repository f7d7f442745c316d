import type { ReactNode } from "react";

export type Column<Row> = {
  /** Unique among the columns. */
  header: string;
  /** Replaces the header's text, which becomes its accessible name. */
  headerCell?: ReactNode;
  /** In the first column, use a `RowLink`, which makes rows usable by keyboard. */
  cell: (row: Row) => ReactNode;
  /** A CSS grid track, such as `minmax(120px, 2fr)`. */
  track: string;
  /** Hidden on narrow screens. */
  isWideOnly?: boolean;
  /** For sortable columns: the current direction and the click handler. */
  sort?: { direction: "ascending" | "descending" | "none"; onChange: () => void };
};
