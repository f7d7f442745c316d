import { expect, it } from "vitest";
import { pollMs } from "./poll-interval.ts";

it("looks often at first, and at what goes on for long seldom", () => {
  const looksWithin = (duration: number) => {
    let [looks, passed] = [0, 0];
    while (passed < duration) passed += pollMs(looks++);
    return looks;
  };
  expect([10, 60, 600].map((seconds) => looksWithin(seconds * 1_000))).toEqual([10, 35, 146]);
});
