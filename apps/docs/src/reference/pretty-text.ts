/** How a language writes values. */
export type Style = {
  leaf(value: unknown): string;
  member(key: string, text: string): string;
  /** What follows the last member of several lines. */
  lastComma: "," | "";
};

export const json: Style = {
  leaf: (value) => JSON.stringify(value),
  member: (key, text) => `${JSON.stringify(key)}: ${text}`,
  lastComma: "",
};

const longestLine = 90;

/** Returns a value on one line, or on several if it is long. */
export function prettyText(value: unknown, style: Style, indent = ""): string {
  if (typeof value !== "object" || value === null) return style.leaf(value);
  const inner = `${indent}  `;
  const parts = Array.isArray(value)
    ? value.map((item) => prettyText(item, style, inner))
    : Object.entries(value)
        .filter(([, part]) => part !== undefined)
        .map(([key, part]) => style.member(key, prettyText(part, style, inner)));
  const [start, end] = Array.isArray(value) ? ["[", "]"] : ["{", "}"];
  const space = Array.isArray(value) || parts.length === 0 ? "" : " ";
  const line = `${start}${space}${parts.join(", ")}${space}${end}`;
  if (parts.length === 0 || (line.length + indent.length < longestLine && !line.includes("\n"))) return line;
  return `${start}\n${inner}${parts.join(`,\n${inner}`)}${style.lastComma}\n${indent}${end}`;
}
