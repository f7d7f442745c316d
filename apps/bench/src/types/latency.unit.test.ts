import { expect, it } from "vitest";
import { summarize } from "./latency.ts";

it("summarizes latencies and processor time", () => {
  const samples = [40, 10, 20].map((ms) => ({ ms, cpuMs: ms / 2 }));
  expect(summarize(samples)).toEqual({ count: 3, medianMs: 20, p95Ms: expect.closeTo(38), cpuMs: 10 });
});

it("omits processor time unless every sample has it", () => {
  const samples = [
    { ms: 1, cpuMs: 1 },
    { ms: 3, cpuMs: null },
  ];
  expect(summarize(samples)).toMatchObject({ medianMs: 2, cpuMs: null });
});
