// Instants as PostgreSQL accepts them: no year 0, and fewer offsets than RFC 3339.

const parts = /^(.{16}(?::\d\d)?)(?:\.(\d+))?(Z|[+-]\d\d:?\d\d)$/i;

/** Converts an RFC 3339 instant to UTC in microseconds: `2026-01-31T23:59:59.123456Z`. Undefined if invalid. */
function inUtc(instant: string): string | undefined {
  const [, time = "", fraction = "", offset = ""] = parts.exec(instant) ?? [];
  const milliseconds = Date.parse(`${time}${offset}`);
  if (Number.isNaN(milliseconds)) return undefined;
  const microseconds = fraction.slice(0, 6).padEnd(6, "0");
  return `${new Date(milliseconds).toISOString().slice(0, -5)}.${microseconds}Z`;
}

export function isStorableInstant(instant: string): boolean {
  const utc = inUtc(instant);
  return utc !== undefined && /^\d{4}-/.test(utc) && !utc.startsWith("0000");
}

/** Requires that `isStorableInstant`. */
export function toUtc(instant: string): string {
  const utc = inUtc(instant);
  if (utc === undefined) throw new TypeError("Not an instant.");
  return utc;
}
