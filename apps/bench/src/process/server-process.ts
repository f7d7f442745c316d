import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import { freePort } from "@caretype/postgres/free-port";

export type ServerProcess = AsyncDisposable & {
  /** `http://127.0.0.1:40123` */
  url: string;
  processId: number;
  /** Ends the process, and kills it after ten seconds. Idempotent. */
  stop(): Promise<void>;
};

export type ServerCommand = {
  /** Appears in error messages. */
  name: string;
  command: string;
  arguments: readonly string[];
  port: number;
  /** Returns 200 when the server is ready. */
  readyPath: string;
  /** Environment variables besides those that find programs, such as `PATH`. */
  env: Record<string, string>;
  directory?: string;
};

const startMilliseconds = 20_000;
const stopMilliseconds = 10_000;
const running = new Set<ChildProcess>();

// Servers end with the benchmark, even if it crashes.
process.on("exit", () => {
  for (const child of running) child.kill("SIGKILL");
});
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => process.exit(130));

/** @throws {Error} with the process's output, if it ends or is not ready within twenty seconds. */
export async function startServerProcess(server: ServerCommand): Promise<ServerProcess> {
  const url = `http://127.0.0.1:${server.port}`;
  const child = spawn(server.command, server.arguments, {
    cwd: server.directory,
    // The cost of logging counts, but its output is discarded.
    stdio: ["ignore", "ignore", "pipe"],
    env: { ...inherited(), ...server.env },
  });
  running.add(child);
  child.once("exit", () => running.delete(child));
  const lastWords = keepEnd(child);
  const stop = () => end(child);
  try {
    await Promise.race([once(child, "spawn"), once(child, "error").then(([error]) => Promise.reject(error))]);
    await untilReady(child, `${url}${server.readyPath}`);
  } catch (error) {
    await stop();
    throw new Error(`${server.name} did not start. ${lastWords()}`, { cause: error });
  }
  if (child.pid === undefined) throw new Error(`${server.name} has no process`);
  return { url, processId: child.pid, stop, [Symbol.asyncDispose]: stop };
}

type NodeServer = Pick<ServerCommand, "name" | "env"> & {
  arguments: readonly string[];
  readyPath?: string;
};

/** Starts a server on this Node. `PORT` is a free port. */
export async function startNodeServer({
  readyPath = "/",
  env,
  ...server
}: NodeServer): Promise<ServerProcess> {
  const port = await freePort();
  return startServerProcess({
    ...server,
    command: process.execPath,
    port,
    readyPath,
    env: { PORT: String(port), ...env },
  });
}

function inherited(): Record<string, string> {
  const { PATH = "", HOME = "", NODE_OPTIONS = "", TMPDIR } = process.env;
  return { PATH, HOME, NODE_OPTIONS, ...(TMPDIR !== undefined && { TMPDIR }) };
}

/** Keeps the end of standard error. An unread pipe would block the process. */
function keepEnd(child: ChildProcess): () => string {
  let text = "";
  child.stderr?.setEncoding("utf8").on("data", (chunk: string) => {
    text = (text + chunk).slice(-2_000);
  });
  return () => text.trim();
}

async function untilReady(child: ChildProcess, url: string): Promise<void> {
  const deadline = performance.now() + startMilliseconds;
  while (performance.now() < deadline) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error("The process has ended.");
    if (await answers(url)) return;
    await pause(5);
  }
  throw new Error(`No answer from ${url}.`);
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { headers: { connection: "close" } });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (!running.has(child) || child.pid === undefined) return;
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  const timer = setTimeout(() => child.kill("SIGKILL"), stopMilliseconds);
  await ended;
  clearTimeout(timer);
}
