import { expect, it } from "vitest";
import { idleLimitMs, idleState, mustReport } from "./idle-times.ts";

const minutes = (count: number) => count * 60_000;
const limitMs = minutes(30);

it("warns two minutes before locking, or a fifth of a shorter timeout", () => {
  const stateAfter = (ms: number, limit = limitMs) => idleState({ now: ms, touchedAt: 0, limitMs: limit });
  expect(stateAfter(0)).toEqual({ is: "used", locksAt: limitMs, nextMs: minutes(28) });
  expect(stateAfter(minutes(28))).toEqual({ is: "locking", locksAt: limitMs, nextMs: minutes(2) });
  expect(stateAfter(limitMs).is).toBe("over");
  // As after sleeping overnight.
  expect(stateAfter(minutes(600)).is).toBe("over");
  expect(stateAfter(47_000, minutes(1)).is).toBe("used");
  expect(stateAfter(48_000, minutes(1)).is).toBe("locking");
});

it("reports activity without requests, and the last activity once it has stopped", () => {
  const reported = { touch: 0, at: 0 };
  const mustReportAt = (now: number, touchedAt: number) => mustReport({ now, touchedAt, limitMs, reported });
  expect(mustReportAt(minutes(4), minutes(4))).toBe(false);
  expect(mustReportAt(minutes(5), minutes(5))).toBe(true);
  expect(mustReportAt(minutes(3), minutes(2))).toBe(true);
  expect(mustReportAt(minutes(29), 500)).toBe(false);
});

it("locks after half an hour if the session has no cookie", () => {
  expect(idleLimitMs(600)).toBe(600_000);
  expect(idleLimitMs(604_800)).toBe(1_800_000);
});
