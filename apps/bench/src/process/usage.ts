import { readFileSync } from "node:fs";
import type { KnownProcess } from "@caretype/postgres/embedded/processes";

// Reads /proc, which only Linux has. Elsewhere the report shows a dash.

/** The value of `sysconf(_SC_CLK_TCK)` on every Linux that Node supports. */
const ticksPerSecond = 100;

function readProcess(processId: number | string, file: string): string | undefined {
  try {
    return readFileSync(`/proc/${processId}/${file}`, "utf8");
  } catch {
    // The process has ended.
    return undefined;
  }
}

/** The fields after the name, which is in brackets and may contain blanks. The first is the state. */
const statFields = (stat: string) => stat.slice(stat.lastIndexOf(")") + 2).split(" ");

/** Returns the processes' total processor time in seconds, or null if unknown. */
export function processorSeconds(processes: readonly KnownProcess[]): number | null {
  const used = processes.flatMap(({ pid }) => {
    const stat = readProcess(pid, "stat");
    if (stat === undefined) return [];
    const fields = statFields(stat);
    return [(Number(fields[11]) + Number(fields[12])) / ticksPerSecond];
  });
  return used.length === 0 ? null : used.reduce((sum, seconds) => sum + seconds, 0);
}

/** Returns the sum of the processes' peak memory in bytes, or null if unknown. */
export function peakBytes(processes: readonly KnownProcess[]): number | null {
  const held = processes.flatMap(({ pid }) => {
    const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(readProcess(pid, "status") ?? "")?.[1];
    return kilobytes === undefined ? [] : [Number(kilobytes) * 1024];
  });
  return held.length === 0 ? null : held.reduce((sum, bytes) => sum + bytes, 0);
}

/** Returns the processor time of all ended children in seconds, to a hundredth. Null without /proc. */
export function childrenCpuSeconds(): number | null {
  const stat = readProcess("self", "stat");
  if (stat === undefined) return null;
  const [user, system] = statFields(stat).slice(13, 15).map(Number);
  return user === undefined || system === undefined ? null : (user + system) / ticksPerSecond;
}
