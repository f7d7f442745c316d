// PostgreSQL's text format of COPY.

export type CopyValue = string | number | boolean | null;

const special = /[\\\n\r\t]/;
const escapes: Record<string, string> = { "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t" };

function copyField(value: CopyValue): string {
  if (value === null) return "\\N";
  const text = String(value);
  return special.test(text) ? text.replace(/[\\\n\r\t]/g, (character) => escapes[character] ?? "") : text;
}

export const copyLine = (values: readonly CopyValue[]) => `${values.map(copyField).join("\t")}\n`;
