import { readFileSync } from "node:fs";

/** For the database, files, logs and other processes. */
const reserved = 256;

/**
 * Returns how many connections of clients a process takes, so that they leave file descriptors for its work. Otherwise,
 * clients that only connect would cut the process off from its database. Undefined: the limit of files is unknown.
 */
export function maxConnections(limits = readLimits()): number | undefined {
  const files = Number(/^Max open files +(\d+)/m.exec(limits)?.[1]);
  if (!files) return undefined;
  return Math.max(files - reserved, Math.floor(files / 2));
}

/** Other systems than Linux have no such file. */
function readLimits(): string {
  try {
    return readFileSync("/proc/self/limits", "latin1");
  } catch {
    return "";
  }
}
