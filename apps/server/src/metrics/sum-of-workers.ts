import { AggregatorRegistry, type MetricObject, type Registry } from "prom-client";

/**
 * Sums the metrics of worker processes, such that no total ever falls: Prometheus would count a fall as a restart. A
 * worker that is late or has ended keeps the totals of its last answer.
 */
export class SumOfWorkers<Worker> {
  readonly #last = new Map<Worker, string>();
  #ended: string[] = [];

  /**
   * `answers`: each living worker's answer, undefined if it is late.
   * @throws {Error} if no worker answers.
   */
  async addUp(answers: ReadonlyMap<Worker, string | undefined>): Promise<string> {
    for (const [worker, packed] of this.#last) {
      if (answers.has(worker)) continue;
      this.#last.delete(worker);
      this.#ended = [await addUpTotals([...this.#ended, packed])];
    }
    const late: string[] = [];
    const packed: string[] = [];
    for (const [worker, answer] of answers) {
      const last = this.#last.get(worker);
      if (answer !== undefined) {
        this.#last.set(worker, answer);
        packed.push(answer);
      } else if (last !== undefined) late.push(last);
    }
    if (packed.length === 0) throw new Error("no worker process answers");
    const totals = [...this.#ended, ...late];
    return addUpNumbers(totals.length === 0 ? packed : [...packed, await addUpTotals(totals)]);
  }
}

/** Messages between processes are JSON, which has no infinite numbers: `null` would count as 0. */
export async function packNumbers(registry: Pick<Registry, "getMetricsAsJSON">): Promise<string> {
  return JSON.stringify(await registry.getMetricsAsJSON(), (_, value: unknown) =>
    typeof value === "number" && !Number.isFinite(value) ? String(value) : value,
  );
}

/** Sums the metrics of several processes, in Prometheus' text format. */
export const addUpNumbers = (packed: readonly string[]): Promise<string> =>
  AggregatorRegistry.aggregate(packed.map(unpack)).metrics();

/** Sums counters, and drops gauges such as the connections in use. */
function addUpTotals(packed: readonly string[]): Promise<string> {
  const totals = packed.map((text) => unpack(text).filter(({ type }) => isTotal.has(String(type))));
  return packNumbers(AggregatorRegistry.aggregate(totals));
}

const isTotal = new Set(["counter", "histogram"]);

const unpack = (text: string): MetricObject[] =>
  JSON.parse(text, (key, value: unknown) => (key === "value" ? Number(value) : value));
