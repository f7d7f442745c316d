import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod";
import type { BenchContext } from "../context.ts";
import { type BenchEnvironment, createBenchEnvironment } from "../environment/bench-environment.ts";
import { startGenerator } from "../load/generator.ts";
import type { Call } from "../load/messages.ts";
import { formatDecimals, formatInteger, formatMegabytes, orDash, table } from "../markdown.ts";
import { startCaretypeServer, typedCalls } from "../peer/caretype.ts";
import { residentBytes } from "../process/usage.ts";
import { defineSection, type Goal } from "../section.ts";
import { median, slopeOf } from "../statistics.ts";

const MemorySample = z.object({ seconds: z.number(), bytes: z.number() });
type MemorySample = z.output<typeof MemorySample>;

const MemoryResult = z.object({
  connections: z.int(),
  seconds: z.number(),
  answers: z.int(),
  failures: z.int(),
  /** Null if the system does not report it. */
  peakBytes: z.number().nullable(),
  samples: z.array(MemorySample),
});
type MemoryResult = z.output<typeof MemoryResult>;

const patients = 2_000;
const connections = 32;
const plans = {
  full: { seconds: 600, everySeconds: 5 },
  small: { seconds: 20, everySeconds: 2 },
};

/** Measures the memory of one process that reads, lists and creates for a long time. */
async function measureMemory(context: BenchContext): Promise<MemoryResult> {
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

const maxMegabytes = 200;
/** Over ten minutes, after the warm-up. Smaller differences are garbage-collection noise. */
const maxGrowthMegabytes = 10;
/** In a shorter run, the process has not reached its final size. */
const minSeconds = 300;
const warmShare = 0.2;
const bytesPerMegabyte = 1024 * 1024;

const warm = (samples: readonly MemorySample[]) => samples.slice(Math.floor(samples.length * warmShare));

/** In megabytes per minute, after the warm-up. */
export function growthPerMinute(samples: readonly MemorySample[]): number {
  return slopeOf(
    warm(samples).map(({ seconds, bytes }) => ({ x: seconds / 60, y: bytes / bytesPerMegabyte })),
  );
}

function memoryGoals({ samples, peakBytes, failures, seconds }: MemoryResult): Goal[] {
  if (peakBytes === null) {
    const measured = "not reported by this system";
    return [{ goal: `Memory of a process under load ≤ ${maxMegabytes} MB`, measured, met: null }];
  }
  const growth = growthPerMinute(samples) * 10;
  return [
    {
      goal: `Memory of a process under load ≤ ${maxMegabytes} MB`,
      measured: `${formatMegabytes(peakBytes)} MB at most`,
      met: failures === 0 && peakBytes / bytesPerMegabyte <= maxMegabytes,
    },
    {
      goal: `Memory grows by ≤ ${maxGrowthMegabytes} MB in ten minutes`,
      measured: seconds < minSeconds ? "run too short" : `${formatDecimals(growth, 1)} MB`,
      met: seconds < minSeconds ? null : failures === 0 && growth <= maxGrowthMegabytes,
    },
  ];
}

function renderMemory({ connections, seconds, answers, failures, ...memory }: MemoryResult): string {
  const { samples, peakBytes } = memory;
  const parts = 5;
  const size = Math.ceil(samples.length / parts);
  const rows = Array.from({ length: parts }, (_, part) => samples.slice(part * size, (part + 1) * size))
    .filter((part) => part.length > 0)
    .map((part) => [
      `${formatInteger(part[0]?.seconds ?? 0)}–${formatInteger(part.at(-1)?.seconds ?? 0)}`,
      formatMegabytes(median(part.map(({ bytes }) => bytes))),
    ]);
  return [
    `One process, ${connections} connections, ${formatInteger(seconds)} s: of ten calls, seven read one patient, two list 50, and one creates.
${formatInteger(answers)} calls, ${formatInteger(failures)} failed. At most ${orDash(peakBytes, formatMegabytes)} MB; growth after the first fifth of the time
${formatDecimals(growthPerMinute(samples), 2)} MB per minute.`,
    table(["seconds", "MB (median):"], rows),
  ].join("\n\n");
}

export const memory = defineSection({
  name: "memory",
  title: "Memory",
  result: MemoryResult,
  measure: measureMemory,
  render: renderMemory,
  goals: memoryGoals,
});
