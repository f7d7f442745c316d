import { readFileSync, readlinkSync } from "node:fs";

/**
 * A launcher may signal this process and its group within this time. Two presses of Ctrl-C are further apart.
 */
export const sameSignalMilliseconds = 500;

/** The signals that end a process. SIGHUP: the terminal was closed. */
export const endingSignals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** The process's limit of open files. Null: unlimited, or unknown, as on systems other than Linux. */
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

/** @throws if the limit is too low for the server or its database, whose own errors would mislead. */
export function requireFiles(limit = fileLimit()): void {
  if (limit === null || limit >= minFiles) return;
  throw new Error(
    `This process may open ${limit} files, and needs at least ${minFiles}. Raise the limit, with ulimit -n or systemd's LimitNOFILE.`,
  );
}

/** @throws if a socket from systemd is not TCP: its calls would have no address, which rate limits need. */
export function requireTcp(descriptor: number): void {
  if (process.platform !== "linux") return;
  const [, inode] = /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/self/fd/${descriptor}`)) ?? [];
  if (inode === undefined || !readFileSync("/proc/self/net/unix", "latin1").includes(` ${inode} `)) return;
  throw new Error(
    "LISTEN_FDS passes a socket of the file system. Set ListenStream to an address and a port, such as 127.0.0.1:3000.",
  );
}
