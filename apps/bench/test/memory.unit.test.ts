import { describe, expect, it } from "vitest";
import { growthPerMinute, memory } from "../src/memory/section.ts";

const megabyte = 1024 * 1024;

/** One sample every five seconds, with the given megabytes. */
const samplesOf = (...megabytes: number[]) =>
  megabytes.map((size, index) => ({ seconds: (index + 1) * 5, bytes: size * megabyte }));

const resultOf = (samples: ReturnType<typeof samplesOf>, peak: number, seconds = 600) => ({
  connections: 32,
  seconds,
  answers: 1_000,
  failures: 0,
  peakBytes: peak * megabyte,
  samples,
});

const metBy = (result: unknown) => memory.goals(result).map(({ met }) => met);

describe("memory", () => {
  it("has a growth per minute, without the warm-up", () => {
    const warmUp = [50, 120];
    expect(growthPerMinute(samplesOf(...warmUp, 150, 150, 150, 150, 150, 150, 150, 150))).toBeCloseTo(0);
    expect(growthPerMinute(samplesOf(...warmUp, 150, 151, 152, 153, 154, 155, 156, 157))).toBeCloseTo(12);
  });

  it("has goals for its peak and its growth", () => {
    const flat = samplesOf(...Array.from({ length: 10 }, () => 150));
    const rising = samplesOf(...Array.from({ length: 10 }, (_, index) => 150 + index));
    expect(metBy(resultOf(flat, 190))).toEqual([true, true]);
    expect(metBy(resultOf(flat, 210))).toEqual([false, true]);
    expect(metBy(resultOf(rising, 190))).toEqual([true, false]);
  });

  it("has no growth after a short run, and no figures if the system reports none", () => {
    expect(metBy(resultOf(samplesOf(150, 160), 190, 20))).toEqual([true, null]);
    expect(metBy({ ...resultOf([], 0), peakBytes: null })).toEqual([null]);
  });
});
