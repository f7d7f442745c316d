import type postgres from "postgres";

const asText = (value: unknown) => value;

/** A number up to 2^53, such as a `count(*)`. Beyond that a bigint, as a number would be inexact. */
const integer = (text: string) => {
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : BigInt(text);
};

const text = (name: string, to: number, from: number[]) => ({
  [name]: { to, from, serialize: asText, parse: asText },
});

/** Also reads the format of `bytea_output=escape`, which a database, its user or a pooler's session may set. */
const bytes = (value: string) =>
  value.startsWith("\\x")
    ? Buffer.from(value.slice(2), "hex")
    : Buffer.from(
        value.replace(/\\(\\|\d{3})/g, (_, code) =>
          code === "\\" ? code : String.fromCharCode(Number.parseInt(code, 8)),
        ),
        "latin1",
      );

/**
 * How values are encoded.
 * Parameters are text already (see parameters.ts), so all serializers pass them through. Dates and instants
 * stay text, because a `Date` would lose microseconds.
 */
export const types: Record<string, postgres.PostgresType> = {
  ...text("date", 1184, [1082, 1083, 1114, 1184, 1266]),
  ...text("string", 25, [25]),
  int8: { to: 20, from: [20], serialize: asText, parse: integer },
  number: { to: 23, from: [21, 23, 26, 700, 701], serialize: asText, parse: Number },
  boolean: { to: 16, from: [16], serialize: asText, parse: (value: string) => value === "t" },
  json: { to: 114, from: [114, 3802], serialize: asText, parse: (value: string) => JSON.parse(value) },
  bytea: { to: 17, from: [17], serialize: asText, parse: bytes },
};
