import { expect, it } from "vitest";
import { summarize } from "./latency.ts";

it("summarizes what was waited for, and worked", () => {
  const samples = [40, 10, 20].map((ms) => ({ ms, cpuMs: ms / 2 }));
  expect(summarize(samples)).toEqual({ count: 3, medianMs: 20, p95Ms: expect.closeTo(38), cpuMs: 10 });
});

it("says nothing of work that is not known of every sample", () => {
  const samples = [
    { ms: 1, cpuMs: 1 },
    { ms: 3, cpuMs: null },
  ];
  expect(summarize(samples)).toMatchObject({ medianMs: 2, cpuMs: null });
});
