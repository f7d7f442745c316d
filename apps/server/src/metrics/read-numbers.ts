import { setTimeout as pause } from "node:timers/promises";
import { Counter, Gauge, type GaugeConfiguration, type Registry } from "prom-client";

/** A frozen database or bucket never answers. Prometheus waits for ten seconds, and the primary process for four. */
const answerMilliseconds = 2_000;

/** Resolves to undefined after a timeout, so that other metrics are reported. */
export const inTime = <Answer>(answer: Promise<Answer>): Promise<Answer | undefined> =>
  Promise.race([answer, pause(answerMilliseconds, undefined, { ref: false })]);

type Labels = Record<string, string | number>;

/** Undefined: unknown, so it is left out. A 0 would look like good news. */
type Numbers = number | undefined | readonly (readonly [Labels, number])[];

type Described = Omit<GaugeConfiguration<string>, "collect" | "registers">;
type Metric = { reset(): void; remove(): void; inc(labels: Labels, value: number): void };
type Kind = new (
  configuration: Described & { registers: Registry[]; collect: () => Promise<void> },
) => Metric;

/** Gauges and counters that are read on demand. */
export function readNumbers(registers: Registry[]) {
  const add =
    (Made: Kind) =>
    ({ read, ...described }: Described & { read: () => Numbers | Promise<Numbers> }): void => {
      const collect = async () => {
        const numbers = await read();
        metric.reset();
        if (numbers === undefined) metric.remove();
        else if (typeof numbers === "number") metric.inc({}, numbers);
        else for (const [labels, value] of numbers) metric.inc(labels, value);
      };
      const metric = new Made({ ...described, registers, collect });
    };
  return { gauge: add(Gauge), counter: add(Counter) };
}
