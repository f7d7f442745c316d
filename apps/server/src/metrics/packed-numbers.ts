import { AggregatorRegistry, type MetricObject, type Registry } from "prom-client";

/** Messages between processes are JSON, which has no infinite numbers. It would send `null`, which counts as 0. */
export async function packNumbers(registry: Pick<Registry, "getMetricsAsJSON">): Promise<string> {
  return JSON.stringify(await registry.getMetricsAsJSON(), (_, value: unknown) =>
    typeof value === "number" && !Number.isFinite(value) ? String(value) : value,
  );
}

/** Adds up the numbers of several processes, in Prometheus' text format. */
export const addUpNumbers = (packed: readonly string[]): Promise<string> =>
  AggregatorRegistry.aggregate(packed.map(unpack)).metrics();

/** Adds up what only grows, and leaves out the rest, such as how many connections are in use. */
export function addUpTotals(packed: readonly string[]): Promise<string> {
  const totals = packed.map((text) => unpack(text).filter(({ type }) => isTotal.has(String(type))));
  return packNumbers(AggregatorRegistry.aggregate(totals));
}

const isTotal = new Set(["counter", "histogram"]);

const unpack = (text: string): MetricObject[] =>
  JSON.parse(text, (key, value: unknown) => (key === "value" ? Number(value) : value));
