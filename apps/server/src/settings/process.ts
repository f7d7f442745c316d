import { readFileSync, readlinkSync } from "node:fs";

/**
 * A launcher may signal this process and also its group.
 * Nobody presses Ctrl-C twice within this time.
 */
export const sameSignalMilliseconds = 500;

/** The signals that end a process. SIGHUP: the terminal was closed. */
export const endingSignals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** How many files this process may open. Null: it is unlimited, or unknown, as on other systems than Linux. */
export function fileLimit(limits = readLimits()): number | null {
  return Number(/^Max open files +(\d+)/m.exec(limits)?.[1]) || null;
}

function readLimits(): string {
  try {
    return readFileSync("/proc/self/limits", "latin1");
  } catch {
    return "";
  }
}

/** PostgreSQL needs 58 to start, and a server about as many without a client. */
const minFiles = 128;

/** @throws if so few files may be opened that the server or its database would fail, with errors that say something else. */
export function requireFiles(limit = fileLimit()): void {
  if (limit === null || limit >= minFiles) return;
  throw new Error(
    `This process may open ${limit} files, and needs at least ${minFiles}. Raise the limit, with ulimit -n or systemd's LimitNOFILE.`,
  );
}

/** @throws if a socket from systemd is none of TCP: its calls would have no address, by which limits count. */
export function requireTcp(descriptor: number): void {
  if (process.platform !== "linux") return;
  const [, inode] = /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/self/fd/${descriptor}`)) ?? [];
  if (inode === undefined || !readFileSync("/proc/self/net/unix", "latin1").includes(` ${inode} `)) return;
  throw new Error(
    "LISTEN_FDS passes a socket of the file system. Set ListenStream to an address and a port, such as 127.0.0.1:3000.",
  );
}
