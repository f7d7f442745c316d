import { describe, expect, it } from "vitest";
import { growthPerMinute, memory } from "../src/memory/section.ts";

const megabyte = 1024 * 1024;

/** A sample every five seconds, of so many megabytes. */
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
  it("grows by the minute, the warm-up not counted", () => {
    const warmUp = [50, 120];
    expect(growthPerMinute(samplesOf(...warmUp, 150, 150, 150, 150, 150, 150, 150, 150))).toBeCloseTo(0);
    expect(growthPerMinute(samplesOf(...warmUp, 150, 151, 152, 153, 154, 155, 156, 157))).toBeCloseTo(12);
  });

  it("meets its goals by the peak and by the growth", () => {
    const flat = samplesOf(...Array.from({ length: 10 }, () => 150));
    const rising = samplesOf(...Array.from({ length: 10 }, (_, index) => 150 + index));
    expect(metBy(resultOf(flat, 190))).toEqual([true, true]);
    expect(metBy(resultOf(flat, 210))).toEqual([false, true]);
    expect(metBy(resultOf(rising, 190))).toEqual([true, false]);
  });

  it("says nothing of growth after a short time, nor anything where the system does not tell", () => {
    expect(metBy(resultOf(samplesOf(150, 160), 190, 20))).toEqual([true, null]);
    expect(metBy({ ...resultOf([], 0), peakBytes: null })).toEqual([null]);
  });
});
