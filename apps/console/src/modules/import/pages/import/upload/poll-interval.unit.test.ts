import { expect, it } from "vitest";
import { pollMs } from "./poll-interval.ts";

it("polls less often over time", () => {
  const pollsWithin = (duration: number) => {
    let [polls, passed] = [0, 0];
    while (passed < duration) passed += pollMs(polls++);
    return polls;
  };
  expect([10, 60, 600].map((seconds) => pollsWithin(seconds * 1_000))).toEqual([10, 35, 146]);
});
