import { expect, it } from "vitest";
import { optionalReason, requiredReason } from "./schemas.ts";

it.each(["Tolerated in 2024", "ok", "対象外", "ให้แล้ว", "Seit 2020 vertragen", "No alternative"])(
  "%s is a reason",
  (text) => {
    expect(requiredReason.parse(text)).toBe(text);
    expect(optionalReason.parse(` ${text} `)).toBe(text);
  },
);

it.each([
  ".",
  "-",
  "?",
  "...",
  "x",
  "1",
  "12345",
  "n/a",
  "N.A.",
  "none",
  "TBD",
  "null",
  "unbekannt",
  "..........",
  "a b c",
  "None.",
  "null!",
  '"none"',
  "N/A, N/A",
])("%s is no reason", (text) => {
  for (const schema of [requiredReason, optionalReason])
    expect(schema.safeParse(text).error?.issues.map(({ message }) => message)).toEqual(["Say why, in words"]);
});

it("An empty one is none", () => {
  expect(optionalReason.parse("  ")).toBeNull();
  expect(requiredReason.safeParse(" ").error?.issues).toHaveLength(1);
});
