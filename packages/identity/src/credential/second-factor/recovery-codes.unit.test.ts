import { expect, it } from "vitest";
import { newRecoveryCode, plainRecoveryCode } from "./recovery-codes.ts";

it("creates readable codes of 60 random bits", () => {
  const codes = Array.from({ length: 2_000 }, newRecoveryCode);
  for (const code of codes) expect(code).toMatch(/^([2-9A-HJ-NP-Z]{4}-){2}[2-9A-HJ-NP-Z]{4}$/);
  expect(new Set(codes).size).toBe(codes.length);
  // Each of the 32 characters occurs in each of the 12 places.
  for (const place of [0, 1, 2, 3, 5, 6, 7, 8, 10, 11, 12, 13])
    expect(new Set(codes.map((code) => code[place])).size).toBe(32);
});

it.each(["7KQP-M3XB-Z9TH", "7kqp-m3xb-z9th", " 7KQP M3XB Z9TH ", "7kqpm3xbz9th", "7KQP–M3XB—Z9TH"])(
  "understands %j",
  (typed) => expect(plainRecoveryCode(typed)).toBe("7KQPM3XBZ9TH"),
);
