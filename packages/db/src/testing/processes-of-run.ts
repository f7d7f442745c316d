import { readFileSync, readlinkSync } from "node:fs";
import { type KnownProcess, listProcesses } from "../embedded/processes.ts";

/** Returns all descendants of this process. `processesIn` finds orphans. */
export function descendants(): KnownProcess[] {
  const living = listProcesses();
  const ours = new Set([process.pid]);
  // A child may be listed before its parent.
  for (let size = 0; size !== ours.size; ) {
    size = ours.size;
    for (const { pid, parent } of living) if (ours.has(parent)) ours.add(pid);
  }
  return living.filter(({ pid }) => pid !== process.pid && ours.has(pid));
}

/** Returns other processes that work in the folder, name it, or have it in their environment. Linux only. */
export const processesIn = (folder: string): KnownProcess[] =>
  listProcesses().filter(({ pid }) => pid !== process.pid && uses(pid, folder));

function uses(pid: number, folder: string): boolean {
  const texts = [
    () => readlinkSync(`/proc/${pid}/cwd`),
    () => readFileSync(`/proc/${pid}/cmdline`, "latin1"),
    () => readFileSync(`/proc/${pid}/environ`, "latin1"),
  ];
  return process.platform === "linux" && texts.some((read) => includes(read, folder));
}

function includes(read: () => string, folder: string): boolean {
  try {
    return read().includes(folder);
  } catch {
    // It has ended, or belongs to another user.
    return false;
  }
}
