import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { throwIfOutOfFiles } from "./out-of-files.ts";
import { processIdentity } from "./process-identity.ts";
import { childrenOf } from "./processes.ts";

export type Postmaster = { pid: number; port: number; isReady: boolean };

/** Reads the pid file. The server writes its pid, port and state there, each as soon as it knows it. */
export function readPostmaster(data: string): Postmaster | undefined {
  try {
    const lines = readFileSync(path.join(data, "postmaster.pid"), "utf8").split("\n");
    const pid = Number(lines[0]);
    if (!Number.isInteger(pid) || pid <= 0) return undefined;
    return { pid, port: Number(lines[3] ?? 0), isReady: lines[7]?.trim() === "ready" };
  } catch (error) {
    throwIfOutOfFiles(error);
    return undefined;
  }
}

/** `identity` distinguishes it from a later process with the same pid. */
export type RunningServer = { pid: number; port: number; identity: string | undefined };

export const runningServer = (pid: number, port: number): RunningServer => ({
  pid,
  port,
  identity: processIdentity(pid),
});

type StopTimeouts = Record<"INT" | "QUIT" | "KILL", number>;

type StopOptions = {
  mode: "fast" | "immediate";
  binaries: string;
  /** How long to wait after each signal, in milliseconds. */
  timeouts?: StopTimeouts;
};

const defaultStopTimeouts: StopTimeouts = { INT: 10_000, QUIT: 3_000, KILL: 5_000 };

/**
 * Ends a server and waits for it.
 * A fast stop that takes too long becomes an immediate one, then a kill. Both are as safe, because the next
 * start recovers from the log. The wait is bounded: a process stuck in the kernel survives even a kill.
 */
export async function stopPostmaster(server: RunningServer, options: StopOptions) {
  const { mode, binaries, timeouts = defaultStopTimeouts } = options;
  const softly = mode === "fast" ? (["INT", "QUIT"] as const) : (["QUIT"] as const);
  for (const name of softly) {
    // The pid may have been reused meanwhile.
    if (!isAlive(server)) return;
    signal(server.pid, name, binaries);
    if (await endsWithin(server, timeouts[name])) return;
  }
  const children = childrenOf(server.pid);
  if (!isAlive(server)) return;
  for (const pid of [server.pid, ...children]) send(pid, "SIGKILL");
  await endsWithin(server, timeouts.KILL);
}

export const isAlive = ({ pid, identity }: RunningServer) =>
  identity !== undefined && processIdentity(pid) === identity;

async function endsWithin(server: RunningServer, milliseconds: number): Promise<boolean> {
  const deadline = performance.now() + milliseconds;
  while (isAlive(server)) {
    if (performance.now() >= deadline) return false;
    await pause(5);
  }
  return true;
}

function signal(pid: number, name: "INT" | "QUIT", binaries: string) {
  // Windows has no signals. PostgreSQL's own tool reaches the server through a pipe.
  if (process.platform === "win32") {
    execFileSync(path.join(binaries, "bin", "pg_ctl"), ["kill", name, String(pid)]);
    return;
  }
  send(pid, `SIG${name}`);
  // A stopped process, for example in a debugger, receives the signal only when continued. The server waits for its
  // children.
  for (const each of [pid, ...childrenOf(pid)]) send(each, "SIGCONT");
}

export function send(pid: number, name: NodeJS.Signals) {
  try {
    process.kill(pid, name);
  } catch {
    // The process has already ended.
  }
}
