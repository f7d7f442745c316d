import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod";
import type { BenchContext } from "../context.ts";
import { type BenchEnvironment, createBenchEnvironment } from "../environment/bench-environment.ts";
import { startGenerator } from "../load/generator.ts";
import type { Call } from "../load/messages.ts";
import { startCaretypeServer, typedCalls } from "../peer/caretype.ts";
import { residentBytes } from "../process/usage.ts";

export const MemorySample = z.object({ seconds: z.number(), bytes: z.number() });
export type MemorySample = z.output<typeof MemorySample>;

export const MemoryResult = z.object({
  connections: z.int(),
  seconds: z.number(),
  answers: z.int(),
  failures: z.int(),
  /** Null if the system does not report it. */
  peakBytes: z.number().nullable(),
  samples: z.array(MemorySample),
});
export type MemoryResult = z.output<typeof MemoryResult>;

const patients = 2_000;
const connections = 32;
const plans = {
  full: { seconds: 600, everySeconds: 5 },
  small: { seconds: 20, everySeconds: 2 },
};

/** Measures the memory of one process that reads, lists and creates for a long time. */
export async function measureMemory(context: BenchContext): Promise<MemoryResult> {
  const { seconds, everySeconds } = context.small ? plans.small : plans.full;
  const environment = await createBenchEnvironment({ patients });
  const generator = startGenerator();
  const server = await startCaretypeServer(environment);
  try {
    const load = generator.run({
      kind: "closed",
      url: server.url,
      calls: mixedCalls(environment),
      connections,
      seconds,
    });
    const ended = load.then(() => undefined);
    const samples: MemorySample[] = [];
    const startedAt = performance.now();
    for (let at = 0; at < seconds; ) {
      await Promise.race([pause(everySeconds * 1000), ended]);
      at = (performance.now() - startedAt) / 1000;
      const bytes = residentBytes([server.processId], "now");
      if (bytes !== null) samples.push({ seconds: at, bytes });
      context.log(`memory: ${Math.round(at)} s, ${Math.round((bytes ?? 0) / 1024 / 1024)} MB`);
    }
    const { answers, failures } = await load;
    const peakBytes = residentBytes([server.processId], "peak");
    return { connections, seconds, answers, failures, peakBytes, samples };
  } finally {
    await server.stop();
    await generator.stop();
    await environment.stop();
  }
}

/** Mostly reads, as in a practice: of ten calls, seven read one patient, two list, and one creates. */
function mixedCalls(environment: BenchEnvironment): Call[] {
  const { byId, list, create } = typedCalls(environment);
  return byId.flatMap((call, index) => {
    const place = index % 10;
    return place < 7 ? [call] : place < 9 ? list : create;
  });
}
