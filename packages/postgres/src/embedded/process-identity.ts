import { execFileSync } from "node:child_process";
import { readFileSync, readlinkSync } from "node:fs";
import { hostname } from "node:os";
import { throwIfOutOfFiles } from "./out-of-files.ts";

/**
 * Identifies the scope in which process ids are unique: this boot of this machine, inside one container. On a
 * shared volume, a pid of another container means nothing here.
 */
export function machineIdentity(): string {
  if (process.platform !== "linux") return hostname();
  return `${readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim()} ${readlinkSync("/proc/self/ns/pid")}`;
}

/**
 * Returns the pid with its start time, which distinguishes it from a later process with the same pid. Undefined
 * if no such process lives.
 */
export function processIdentity(pid: number): string | undefined {
  const began = beginOf(pid);
  return began === undefined ? undefined : `${pid} ${began}`;
}

function beginOf(pid: number): string | undefined {
  try {
    if (process.platform === "linux") return linuxBegin(readFileSync(`/proc/${pid}/stat`, "latin1"));
    process.kill(pid, 0);
    if (process.platform === "win32") return "alive";
    return execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" }).trim() || undefined;
  } catch (error) {
    throwIfOutOfFiles(error);
    return undefined;
  }
}

/** Field 22. Counted from after field 2, the command, because that may contain spaces. A zombie counts as dead. */
function linuxBegin(stat: string): string | undefined {
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return fields[0] === "Z" || fields[0] === "X" ? undefined : fields[19];
}

export const isRunning = (pid: number) => processIdentity(pid) !== undefined;
