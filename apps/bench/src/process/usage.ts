import { readdirSync, readFileSync } from "node:fs";

// Reads /proc, which only Linux has. Elsewhere nothing is found, and the report shows a dash.

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

/** Returns a process and all its descendants. */
export function processTree(root: number): number[] {
  const children = Map.groupBy(runningProcesses(), ({ parent }) => parent);
  const found = [root];
  for (const processId of found) found.push(...(children.get(processId) ?? []).map(({ id }) => id));
  return found;
}

function runningProcesses(): { id: number; parent: number }[] {
  return listProcesses().flatMap((id) => {
    const stat = readProcess(id, "stat");
    return stat === undefined ? [] : [{ id, parent: Number(statFields(stat)[1]) }];
  });
}

function listProcesses(): number[] {
  try {
    return readdirSync("/proc")
      .map(Number)
      .filter((id) => Number.isInteger(id) && id > 0);
  } catch {
    return [];
  }
}

/** Returns the seconds of processor time that the processes have used so far, or null if unknown. */
export function processorSeconds(processIds: readonly number[]): number | null {
  const used = processIds.flatMap((id) => {
    const stat = readProcess(id, "stat");
    if (stat === undefined) return [];
    const fields = statFields(stat);
    return [(Number(fields[11]) + Number(fields[12])) / ticksPerSecond];
  });
  return used.length === 0 ? null : used.reduce((sum, seconds) => sum + seconds, 0);
}

/** Returns the sum of the peaks of the processes' memory in bytes, or null if unknown. */
export function peakBytes(processIds: readonly number[]): number | null {
  const held = processIds.flatMap((id) => {
    const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(readProcess(id, "status") ?? "")?.[1];
    return kilobytes === undefined ? [] : [Number(kilobytes) * 1024];
  });
  return held.length === 0 ? null : held.reduce((sum, bytes) => sum + bytes, 0);
}

/** Returns the seconds of all ended children of this process, to a hundredth. Null on a system without /proc. */
export function childrenCpuSeconds(): number | null {
  const stat = readProcess("self", "stat");
  if (stat === undefined) return null;
  const [user, system] = statFields(stat).slice(13, 15).map(Number);
  return user === undefined || system === undefined ? null : (user + system) / ticksPerSecond;
}
