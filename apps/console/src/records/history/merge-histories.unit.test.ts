import { describe, expect, it } from "vitest";
import { mergeHistories } from "./merge-histories.ts";

const day = (number: number, name = "") => ({
  at: `2026-11-${String(number).padStart(2, "0")}T10:00:00Z`,
  name,
});

describe("merged histories", () => {
  it("are sorted newest first, and keep their order at equal times", () => {
    const { entries, next } = mergeHistories([
      { entries: [day(9), day(5, "second"), day(5, "first")], hasMore: false },
      { entries: [day(7), day(1)], hasMore: false },
    ]);
    expect(entries).toEqual([day(9), day(7), day(5, "second"), day(5, "first"), day(1)]);
    expect(next).toBeNull();
  });

  it("end at the first incomplete history, which is the next to load", () => {
    const { entries, next } = mergeHistories([
      { entries: [day(9), day(5)], hasMore: true },
      { entries: [day(8), day(7), day(6)], hasMore: true },
      { entries: [day(1)], hasMore: false },
    ]);
    expect(entries).toEqual([day(9), day(8), day(7), day(6)]);
    expect(next).toBe(1);
  });

  it("are empty until each has begun to load", () => {
    const { entries, next } = mergeHistories([
      { entries: [day(9)], hasMore: false },
      { entries: [], hasMore: true },
    ]);
    expect([entries, next]).toEqual([[], 1]);
  });

  it("are empty without histories", () => {
    expect(mergeHistories([])).toEqual({ entries: [], next: null });
  });
});
