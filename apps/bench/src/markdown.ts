import type { Times } from "./statistics.ts";

/** Renders a Markdown table. Columns whose heading ends with a colon are right-aligned, and the colon is removed. */
export function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const names = headings.map((heading) => heading.replace(/:$/, ""));
  const rules = headings.map((heading) => (heading.endsWith(":") ? "---:" : "---"));
  return [names, rules, ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

export const formatInteger = (value: number) => Math.round(value).toLocaleString("en");
export const formatDecimals = (value: number, digits: number) => value.toFixed(digits);
export const formatMegabytes = (bytes: number) => formatDecimals(bytes / 1024 / 1024, 0);
/** The median in milliseconds, with the 90th percentile in brackets. */
export const timesCell = ({ median, p90 }: Omit<Times, "p99">) =>
  `${formatDecimals(median, 2)} (${formatDecimals(p90, 2)})`;
export const orDash = <Value>(value: Value | null, text: (value: Value) => string) =>
  value === null ? "–" : text(value);
