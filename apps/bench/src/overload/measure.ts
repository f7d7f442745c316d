import { setTimeout as pause } from "node:timers/promises";
import type { BenchContext } from "../context.ts";
import { createBenchEnvironment } from "../environment/bench-environment.ts";
import { type Generator, startGenerator } from "../load/generator.ts";
import type { Call } from "../load/messages.ts";
import { formatInteger } from "../markdown.ts";
import { startCaretypeServer, typedCalls } from "../peer/caretype.ts";
import type { OverloadResult, OverloadRow } from "./result.ts";

/** So many that callers hardly wait for each other in the generator. */
const connections = 1_000;
const bearableConnections = 32;
const factors = [1, 2, 4];
const settleMilliseconds = 1_000;
const plans = { full: { seconds: 10 }, small: { seconds: 3 } };

/** Measures what a server answers to as many calls as it can bear, and to more. */
export async function measureOverload(context: BenchContext): Promise<OverloadResult> {
  const { seconds } = context.small ? plans.small : plans.full;
  const environment = await createBenchEnvironment({ patients: 1_000 });
  const server = await startCaretypeServer(environment);
  const generator = startGenerator();
  try {
    const rows: OverloadRow[] = [];
    const { list, create } = typedCalls(environment);
    const operations = [
      { call: "List the 50 newest", calls: list },
      { call: "Create a patient", calls: create },
    ];
    for (const { call, calls } of operations) {
      const found = await measureCall({ generator, url: server.url, seconds }, calls);
      for (const row of found) {
        rows.push({ call, ...row });
        const [accepted, refused] = [row.accepted, row.refused].map(
          ({ count, p99Milliseconds }) => `${formatInteger(count)}, p99 ${formatInteger(p99Milliseconds)} ms`,
        );
        context.log(`overload: ${call}, ${row.times} ×: accepted ${accepted}; refused ${refused}`);
      }
    }
    return { connections, seconds, rows };
  } finally {
    await generator.stop();
    await server.stop();
    await environment.stop();
  }
}

type Measuring = { generator: Generator; url: string; seconds: number };

async function measureCall(
  { generator, url, seconds }: Measuring,
  calls: Call[],
): Promise<Omit<OverloadRow, "call">[]> {
  const common = { url, calls, seconds };
  const closed = { ...common, kind: "closed", connections: bearableConnections } as const;
  await generator.run(closed);
  const { callsPerSecond: bearablePerSecond } = await generator.run(closed);
  const rows: Omit<OverloadRow, "call">[] = [];
  for (const times of factors) {
    await pause(settleMilliseconds);
    const callsPerSecond = bearablePerSecond * times;
    const sample = await generator.run({ ...common, kind: "steady", callsPerSecond, connections });
    const { accepted, refused, generatorShare } = sample;
    rows.push({
      bearablePerSecond,
      times,
      offeredPerSecond: callsPerSecond,
      acceptedPerSecond: (sample.callsPerSecond * accepted.count) / (accepted.count + refused.count),
      accepted,
      refused,
      failures: sample.failures - refused.count,
      generatorShare,
    });
  }
  return rows;
}
