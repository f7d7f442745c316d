import { readFileSync, readlinkSync } from "node:fs";
import { type KnownProcess, listProcesses } from "@caretype/postgres/embedded/processes";

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

/** Returns other processes that work in a folder, name it, or have it in their environment. Linux only. */
export const processesIn = (...folders: string[]): KnownProcess[] =>
  listProcesses().filter(({ pid }) => pid !== process.pid && uses(pid, folders));

function uses(pid: number, folders: readonly string[]): boolean {
  const texts = [
    () => readlinkSync(`/proc/${pid}/cwd`),
    () => readFileSync(`/proc/${pid}/cmdline`, "latin1"),
    () => readFileSync(`/proc/${pid}/environ`, "latin1"),
  ];
  return process.platform === "linux" && texts.some((read) => includes(read, folders));
}

function includes(read: () => string, folders: readonly string[]): boolean {
  try {
    const text = read();
    return folders.some((folder) => text.includes(folder));
  } catch {
    // It has ended, or belongs to another user.
    return false;
  }
}
