import { readFileSync, readlinkSync } from "node:fs";
import { type KnownProcess, listProcesses, processTree } from "@caretype/postgres/embedded/processes";

/** Returns all descendants of this process. `processesIn` finds orphans. */
export const descendants = (): KnownProcess[] => processTree(process.pid).slice(1);

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
