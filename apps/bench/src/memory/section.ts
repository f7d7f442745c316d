import { formatDecimals, formatInteger, formatMegabytes, orDash, table } from "../markdown.ts";
import { defineSection, type Goal } from "../section.ts";
import { median, slopeOf } from "../statistics.ts";
import { MemoryResult, type MemorySample, measureMemory } from "./measure.ts";

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
