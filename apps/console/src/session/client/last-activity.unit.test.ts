import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { lastActivity, noteActivity } from "./last-activity.ts";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"] });
});
afterEach(() => {
  vi.useRealTimers();
});

it("goes on by a clock that was set back", () => {
  const start = Date.parse("2027-03-01T12:00:00Z");
  const at = (minutes: number) => {
    vi.setSystemTime(start + minutes * 60_000);
    return (lastActivity() - start) / 60_000;
  };
  vi.setSystemTime(start);
  noteActivity();
  expect([0, 10, -60, -50].map(at)).toEqual([0, 0, -60, -60]);
});
