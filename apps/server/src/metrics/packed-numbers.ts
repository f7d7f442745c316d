import { AggregatorRegistry, type Registry } from "prom-client";

/** Messages between processes are JSON, which has no infinite numbers. It would send `null`, which counts as 0. */
export async function packNumbers(registry: Registry): Promise<string> {
  return JSON.stringify(await registry.getMetricsAsJSON(), (_, value: unknown) =>
    typeof value === "number" && !Number.isFinite(value) ? String(value) : value,
  );
}

/** Adds up the numbers of several processes, in Prometheus' text format. */
export function addUpNumbers(packed: string[]): Promise<string> {
  const numbers = packed.map((text) =>
    JSON.parse(text, (key, value: unknown) => (key === "value" ? Number(value) : value)),
  );
  return AggregatorRegistry.aggregate(numbers).metrics();
}
