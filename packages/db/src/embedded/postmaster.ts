import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { processIdentity } from "./process-identity.ts";

export type Postmaster = { pid: number; port: number; isReady: boolean };

/** What the pid file says: the server writes its pid, port and state there, each when it knows it. */
export function readPostmaster(data: string): Postmaster | undefined {
  try {
    const lines = readFileSync(path.join(data, "postmaster.pid"), "utf8").split("\n");
    const pid = Number(lines[0]);
    if (!Number.isInteger(pid) || pid <= 0) return undefined;
    return { pid, port: Number(lines[3] ?? 0), isReady: lines[7]?.trim() === "ready" };
  } catch {
    return undefined;
  }
}

/** `identity` tells it from a later process with the same pid. */
export type RunningServer = { pid: number; port: number; identity: string | undefined };

export const runningServer = (pid: number, port: number): RunningServer => ({
  pid,
  port,
  identity: processIdentity(pid),
});

type StopOptions = { mode: "fast" | "immediate"; binaries: string };

const fastStopMilliseconds = 20_000;

/** Ends a server and waits for it. A fast stop that takes too long becomes an immediate one, which is as safe. */
export async function stopPostmaster(server: RunningServer, { mode, binaries }: StopOptions) {
  const { pid, identity } = server;
  // By now the pid may be somebody else's.
  if (identity === undefined || processIdentity(pid) !== identity) return;
  signal(pid, mode === "fast" ? "INT" : "QUIT", binaries);
  const deadline = performance.now() + fastStopMilliseconds;
  let isUrged = mode === "immediate";
  while (processIdentity(pid) === identity) {
    await pause(5);
    if (isUrged || performance.now() < deadline) continue;
    isUrged = true;
    signal(pid, "QUIT", binaries);
  }
}

function signal(pid: number, name: "INT" | "QUIT", binaries: string) {
  // Windows has no signals: PostgreSQL's own tool reaches the server by a pipe.
  if (process.platform === "win32") {
    execFileSync(path.join(binaries, "bin", "pg_ctl"), ["kill", name, String(pid)]);
    return;
  }
  try {
    process.kill(pid, `SIG${name}`);
  } catch {
    // It has ended by itself.
  }
}
