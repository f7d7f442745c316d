import { decimals, megabytes, orDash, table, whole } from "../markdown.ts";
import { defineSection, type Goal } from "../section.ts";
import { median, slopeOf } from "../statistics.ts";
import { measureMemory } from "./measure.ts";
import { MemoryResult, type MemorySample } from "./result.ts";

const mostMegabytes = 200;
/** Over ten minutes, after the warm-up. Smaller differences are garbage-collection noise. */
const mostGrowthMegabytes = 10;
/** In a shorter run, the process has not reached its final size. */
const leastSeconds = 300;
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
    return [{ goal: `Memory of a process under load ≤ ${mostMegabytes} MB`, measured, met: null }];
  }
  const growth = growthPerMinute(samples) * 10;
  return [
    {
      goal: `Memory of a process under load ≤ ${mostMegabytes} MB`,
      measured: `${megabytes(peakBytes)} MB at most`,
      met: failures === 0 && peakBytes / bytesPerMegabyte <= mostMegabytes,
    },
    {
      goal: `Memory grows by ≤ ${mostGrowthMegabytes} MB in ten minutes`,
      measured: seconds < leastSeconds ? "run too short" : `${decimals(growth, 1)} MB`,
      met: seconds < leastSeconds ? null : failures === 0 && growth <= mostGrowthMegabytes,
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
      `${whole(part[0]?.seconds ?? 0)}–${whole(part.at(-1)?.seconds ?? 0)}`,
      megabytes(median(part.map(({ bytes }) => bytes))),
    ]);
  return [
    `One process, ${connections} connections, ${whole(seconds)} s: of ten calls, seven read one patient, two list 50, and one creates.
${whole(answers)} calls, ${whole(failures)} failed. At most ${orDash(peakBytes, megabytes)} MB; growth after the first fifth of the time
${decimals(growthPerMinute(samples), 2)} MB per minute.`,
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
