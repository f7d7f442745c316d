import { expect, test } from "vitest";
import { hostileRequests } from "../src/hostile/requests.ts";
import { hostileGoals } from "../src/hostile/section.ts";

const cost = (name: string, cpuMilliseconds: number) => ({
  name,
  path: "/",
  status: 401,
  cpuMilliseconds,
  bareNodeMilliseconds: 0.5,
});
const latency = (p99Milliseconds: number) => ({ callsPerSecond: 500, p50Milliseconds: 1, p99Milliseconds });
const row = {
  disturbance: "100 hostile requests a second",
  load: "evenly",
  done: "100",
  slices: 5,
  failures: 0,
  quiet: latency(4),
};

test("the goals depend on the most expensive request, and on the readers' latency", () => {
  const rows = [{ ...row, disturbed: latency(7) }];
  const met = hostileGoals({
    tries: 1,
    costs: [cost("a", 1), cost("b", 2)],
    sliceSeconds: 1,
    rows,
    control: null,
  });
  expect(met.map((goal) => [goal.measured, goal.met])).toEqual([
    ["2.00 ms (bare Node: 0.50 ms, ratio 4.0 ×): b", true],
    ["1.8 ×", true],
  ]);
  const control = { ...row, disturbed: latency(6) };
  const slow = [{ ...row, disturbed: latency(8) }];
  const missed = hostileGoals({ tries: 1, costs: [cost("a", 2.1)], sliceSeconds: 1, rows: slow, control });
  expect(missed.at(-1)?.measured).toBe("2.0 × (sent to bare Node instead: 1.5 ×)");
  expect(missed.map((goal) => goal.met)).toEqual([false, false]);
});

test("none of the requests has a valid token", () => {
  for (const { headers } of hostileRequests)
    expect(["Bearer made-up", undefined]).toContain(headers.authorization);
});
