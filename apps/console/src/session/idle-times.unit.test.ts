import { expect, it } from "vitest";
import { idleLimitMs, idleState, mustTell } from "./idle-times.ts";

const minutes = (count: number) => count * 60_000;
const limitMs = minutes(30);

it("warns two minutes before the page locks, and a fifth of a short limit", () => {
  const stateAfter = (ms: number, limit = limitMs) => idleState({ now: ms, touchedAt: 0, limitMs: limit });
  expect(stateAfter(0)).toEqual({ is: "used", locksAt: limitMs, nextMs: minutes(28) });
  expect(stateAfter(minutes(28))).toEqual({ is: "locking", locksAt: limitMs, nextMs: minutes(2) });
  expect(stateAfter(limitMs).is).toBe("over");
  // As after a night with the lid closed.
  expect(stateAfter(minutes(600)).is).toBe("over");
  expect(stateAfter(47_000, minutes(1)).is).toBe("used");
  expect(stateAfter(48_000, minutes(1)).is).toBe("locking");
});

it("tells the server of who works without a request, and of the last touch once they have stopped", () => {
  const told = { touch: 0, at: 0 };
  const must = (now: number, touchedAt: number) => mustTell({ now, touchedAt, limitMs, told });
  expect(must(minutes(4), minutes(4))).toBe(false);
  expect(must(minutes(5), minutes(5))).toBe(true);
  expect(must(minutes(3), minutes(2))).toBe(true);
  // It knows of that one.
  expect(must(minutes(29), 500)).toBe(false);
});

it("locks after half an hour where the session itself is none that a browser keeps", () => {
  expect(idleLimitMs(600)).toBe(600_000);
  expect(idleLimitMs(604_800)).toBe(1_800_000);
});
