import { describe, expect, it } from "vitest";
import type { CalendarColumn } from "./columns.ts";
import { minuteAtTop, startOf } from "./first-shown.ts";

const date = "2026-11-23";
const day = 24 * 60;
const column = (...closed: [start: number, end: number][]): CalendarColumn => ({
  id: date,
  date,
  doctor: null,
  room: null,
  full: [],
  isFull: false,
  isClosed: false,
  events: [],
  folded: [],
  closed: closed.map(([start, end]) => ({ start, end })),
});
const at = (hour: number, on = date) => ({ date: on, minute: hour * 60 });
const firstShown = (...given: Parameters<typeof startOf>) => startOf(...given).first;
/** Open from 9 to 17. */
const usual = [column([0, 9 * 60], [17 * 60, day])];

describe("the first minute of the calendar", () => {
  it("is the first opening on other days, early in the morning, and after the last closing", () => {
    expect(firstShown(usual, at(15, "2026-11-24"))).toBe(9 * 60);
    expect(firstShown(usual, at(6))).toBe(9 * 60);
    expect(firstShown(usual, at(17))).toBe(9 * 60);
  });

  it("is shortly before now while the practice is open", () => {
    expect(firstShown(usual, at(15))).toBe(14.5 * 60);
    expect(firstShown([column([0, day]), ...usual], at(15))).toBe(14.5 * 60);
    // A room is always open.
    expect(firstShown([column()], at(15))).toBe(14.5 * 60);
  });

  it("is seven o'clock if nobody opens", () => {
    expect(firstShown([column([0, day])], at(15))).toBe(7 * 60);
  });

  it("leaves the last opening in sight in the evening, and the first one where all has room", () => {
    const evening = startOf(usual, at(16.5));
    expect(minuteAtTop(evening, 5 * 60)).toBe(12.5 * 60);
    expect(minuteAtTop(evening, 12 * 60)).toBe(8.5 * 60);
    expect(minuteAtTop(startOf(usual, at(10)), 5 * 60)).toBe(9 * 60);
  });
});
