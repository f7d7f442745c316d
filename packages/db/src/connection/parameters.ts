/**
 * Converts parameters to text, and replaces postgres.js's serializers.
 * A serializer that throws while another statement is in flight rejects that other statement, and shifts every
 * later answer by one.
 */
export function textParameters(parameters: readonly unknown[]): (string | null)[] {
  if (parameters.length > 65_533) throw new RangeError("A statement takes at most 65,533 parameters.");
  return parameters.map((value) => (typeof value === "string" ? value : textParameter(value)));
}

function textParameter(value: unknown): string | null {
  switch (typeof value) {
    case "string":
      return value;
    case "number":
    case "bigint":
      return String(value);
    case "boolean":
      return value ? "t" : "f";
    case "object":
      return value === null ? null : textObject(value);
    default:
      throw new TypeError(`A statement's parameter cannot be ${typeof value}.`);
  }
}

function textObject(value: object): string {
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return `\\x${Buffer.from(value).toString("hex")}`;
  if (Array.isArray(value)) return textArray(value);
  return JSON.stringify(value);
}

function textArray(values: readonly unknown[]): string {
  const items = values.map((value) => {
    if (Array.isArray(value)) return textArray(value);
    const text = textParameter(value);
    return text === null ? "NULL" : `"${text.replace(/["\\]/g, "\\$&")}"`;
  });
  return `{${items.join(",")}}`;
}
