import { readdirSync, readFileSync } from "node:fs";

/** What a process has used so far. Null on a system without /proc. */
export type Usage = { cpuMs: number; residentMb: number };

export function usageOf(processId: number | undefined): Usage | null {
  try {
    const tasks = readdirSync(`/proc/${processId}/task`);
    const cpu = tasks.map((task) => nanosecondsOf(`/proc/${processId}/task/${task}/schedstat`));
    const status = readFileSync(`/proc/${processId}/status`, "utf8");
    const kilobytes = Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]);
    return { cpuMs: cpu.reduce((sum, part) => sum + part, 0) / 1e6, residentMb: kilobytes / 1024 };
  } catch {
    return null;
  }
}

/** For one thread. 0 if it has just ended. */
function nanosecondsOf(file: string): number {
  try {
    return Number(readFileSync(file, "utf8").split(" ")[0]);
  } catch {
    return 0;
  }
}

/** Returns the seconds of all ended children of this process, to a hundredth. Null on a system without /proc. */
export function childrenCpuSeconds(): number | null {
  try {
    // `cutime` and `cstime` in hundredths of a second, counted after the name, which may contain anything.
    const [, fields = ""] = /^.*\) (.*)$/s.exec(readFileSync("/proc/self/stat", "utf8")) ?? [];
    const [user, system] = fields.split(" ").slice(13, 15).map(Number);
    return user === undefined || system === undefined ? null : (user + system) / 100;
  } catch {
    return null;
  }
}
