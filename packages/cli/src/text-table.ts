import stringWidth from "string-width";
import { withoutControls } from "./safe-text.ts";

export type Row = Readonly<Record<string, unknown>>;

export const isRow = (value: unknown): value is Row =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Whether a value is a list of records, which becomes a table of its own. */
export const isRows = (value: unknown): value is Row[] =>
  Array.isArray(value) && value.length > 0 && value.every(isRow);

/** Returns a value as one line of text. */
export function cellText(value: unknown): string {
  if (value === null || value === undefined) return "";
  const text =
    Array.isArray(value) && !value.some((part) => typeof part === "object")
      ? value.join(", ")
      : typeof value === "object"
        ? JSON.stringify(value)
        : String(value);
  return withoutControls(text.replaceAll(/\s+/g, " "));
}

const widest = 48;
const gap = "  ";

/** A table, and the columns that did not fit. */
export type TextTable = { lines: string[]; left: string[] };

/** Returns a table of the columns that fit into the terminal, or of the named ones. */
export function textTable(rows: readonly Row[], width: number, wanted?: readonly string[]): TextTable {
  const columns = (wanted ?? usedColumns(rows)).map((name) => {
    const cells = rows.map((row) => cellText(Object.hasOwn(row, name) ? row[name] : null));
    const natural = Math.max(stringWidth(name), ...cells.map((cell) => stringWidth(cell)));
    return { name, cells, width: wanted ? natural : Math.min(natural, widest) };
  });
  const shown: typeof columns = [];
  let used = -gap.length;
  for (const column of columns) {
    used += column.width + gap.length;
    if (wanted || used <= width || shown.length === 0) shown.push(column);
    else break;
  }
  const line = (texts: string[]) =>
    shown
      .map((column, index) => padded(cut(texts[index] ?? "", column.width), column.width))
      .join(gap)
      .trimEnd();
  const body = rows.map((_row, index) => line(shown.map(({ cells }) => cells[index] ?? "")));
  return {
    lines: [line(shown.map(({ name }) => name)), ...body],
    left: columns.slice(shown.length).map(({ name }) => name),
  };
}

function usedColumns(rows: readonly Row[]): string[] {
  const names = new Set(rows.flatMap((row) => Object.keys(row)));
  return [...names].filter((name) => rows.some((row) => cellText(row[name]) !== "" && !isRows(row[name])));
}

const padded = (text: string, width: number) => text + " ".repeat(Math.max(0, width - stringWidth(text)));

const characters = new Intl.Segmenter(undefined, { granularity: "grapheme" });

function cut(text: string, width: number): string {
  if (stringWidth(text) <= width) return text;
  let kept = "";
  for (const { segment } of characters.segment(text)) {
    if (stringWidth(kept + segment) > width - 1) break;
    kept += segment;
  }
  return `${kept}…`;
}
