import { median, percentile } from "../statistics.ts";
import type { Latency } from "./result.ts";

/** One answer: its latency, and the processor time that the server used meanwhile. */
export type Sample = { ms: number; cpuMs: number | null };

export function summarize(samples: readonly Sample[]): Omit<Latency, "what" | "kind"> {
  const times = samples.map(({ ms }) => ms);
  const cpu = samples.flatMap(({ cpuMs }) => cpuMs ?? []);
  return {
    count: samples.length,
    medianMs: median(times),
    p95Ms: percentile(times, 95),
    cpuMs: cpu.length === samples.length ? median(cpu) : null,
  };
}
