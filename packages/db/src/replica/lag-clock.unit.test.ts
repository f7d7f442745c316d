import { expect, it } from "vitest";
import { LagClock } from "./lag-clock.ts";
import { isPosition, positionOf } from "./position.ts";

const at = (lsn: string) => positionOf(lsn) ?? "";

it("compares PostgreSQL's positions as text, whatever their lengths", () => {
  expect(at("16/B374D848")).toBe("00000016b374d848");
  expect(at("0/FFFFFFFF") < at("1/0")).toBe(true);
  expect(at("A/1") > at("9/FFFFFFFF")).toBe(true);
  expect([null, "", "1", "1/", "123456789/0", "1/g"].map(positionOf)).toEqual(Array(6).fill(undefined));
  expect(["00000016b374d848", "16/B374D848", "00000016B374D848", ""].map(isPosition)).toEqual([
    true,
    false,
    false,
    false,
  ]);
});

it("knows how old a replica's data is at most", () => {
  const clock = new LagClock();
  expect(clock.millisecondsBehind(at("0/10"), 100)).toBeUndefined();
  clock.add(100, at("0/10"));
  clock.add(200, at("0/20"));
  clock.add(300, at("0/30"));
  expect(clock.millisecondsBehind(at("0/30"), 310)).toBe(10);
  expect(clock.millisecondsBehind(at("0/25"), 310)).toBe(110);
  // Before the first known position: at least this old.
  expect(clock.millisecondsBehind(at("0/1"), 310)).toBe(210);
});

it("is not misled by a primary without changes, nor by one whose log begins again", () => {
  const clock = new LagClock();
  clock.add(100, at("0/10"));
  clock.add(9_000, at("0/10"));
  expect(clock.millisecondsBehind(at("0/10"), 9_010)).toBe(10);
  clock.add(9_100, at("0/5"));
  expect(clock.millisecondsBehind(at("0/5"), 9_100)).toBe(0);
});

it("forgets the oldest of very many positions", () => {
  const clock = new LagClock();
  for (let step = 1; step <= 3_000; step++) clock.add(step, at(`0/${step.toString(16).toUpperCase()}`));
  expect(clock.millisecondsBehind(at("0/1"), 3_000)).toBe(2_399);
});
