import { expect, it } from "vitest";
import { shortNameOf } from "./short-name.ts";

it.each([
  ["Simon Aebischer", [53, 3], "SA"],
  ["Ann Lee", [53, 2], "Ann Lee"],
  ["Anna Lee", [53, 1], "A.\u00a0Lee"],
  ["Anna Marlow", [60, 2], "Anna Marlow"],
  ["Charlotte MacLeod", [180, 1], "Charlotte MacLeod"],
  ["Charlotte MacLeod", [90, 1], "C.\u00a0MacLeod"],
  ["Charlotte Ahmed", [113, 1], "C.\u00a0Ahmed"],
  ["Wolfgang Neumann", [125, 1], "W.\u00a0Neumann"],
  ["Rückengruppe · 2 von 6", [59, 2], "2 von 6"],
  ["Haruto Yamamoto", [59, 3], "HY"],
  ["Dr. Charlotte Ahmed, MD", [113, 1], "C.\u00a0Ahmed"],
  ["Charlotte van den Ahmed", [113, 1], "C.\u00a0Ahmed"],
  ["\u{20BB7}田 太郎左衛門", [60, 1], "太.\u00a0\u{20BB7}田"],
  ["Ada Chi (sample)", [24, 1], "AC"],
] as const)(
  "shows of %s in %j pixels and lines what fits, broken at spaces only",
  (name, [width, lines], shown) => {
    expect(shortNameOf(name, width, lines)).toBe(shown);
  },
);
