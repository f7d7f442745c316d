import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync, readFileSync, statSync, truncateSync } from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { freePort } from "../free-port.ts";
import { type ClusterLocation, changeOwner, programFailure, programOptions } from "./cluster-location.ts";
import { type RunningServer, readPostmaster, runningServer, stopPostmaster } from "./postmaster.ts";
import { serverOptions } from "./server-settings.ts";

type StartOptions = {
  log: string;
  durable: boolean;
  maxConnections?: number | undefined;
  port?: number;
  settings?: Readonly<Record<string, string | number>> | undefined;
  /** If it aborts, the start stops the server again, and fails. */
  signal?: AbortSignal;
};

const maxLogBytes = 8 * 1024 * 1024;
const attempts = 5;

/** Starts a server on a free port, and resolves when it accepts connections. */
export async function startServer(location: ClusterLocation, options: StartOptions): Promise<RunningServer> {
  // The folder may be a copy, or of a version that ran as another user.
  changeOwner(location.user, location.data);
  for (let attempt = 1; ; attempt++) {
    const port = options.port ?? (await freePort());
    options.signal?.throwIfAborted();
    const log = openLog(options.log);
    const postgres = spawnServer(location, { ...options, port }, log.descriptor);
    const server = runningServer(postgres.pid ?? 0, port);
    const stop = () => void stopPostmaster(server, { mode: "fast", binaries: location.binaries });
    options.signal?.addEventListener("abort", stop, { once: true });
    const started = await waitUntilReady(postgres, location.data);
    options.signal?.removeEventListener("abort", stop);
    if (started) return server;
    const complaint = lastLines(options.log, log.from);
    // Another process may have taken the port since it was found free.
    if (attempt === attempts || !complaint.includes("could not bind")) {
      throw programFailure(`PostgreSQL did not start. The end of ${options.log}:\n${complaint}`, location);
    }
  }
}

/**
 * Detached, because Ctrl-C in a terminal reaches the whole process group, and the server must outlive our last
 * queries.
 */
function spawnServer(location: ClusterLocation, kind: StartOptions & { port: number }, descriptor: number) {
  const { dataOption, spawn: spawnOptions } = programOptions(location);
  const options = ["-D", dataOption, ...serverOptions(kind)];
  const postgres = spawn(path.join(location.binaries, "bin", "postgres"), options, {
    ...spawnOptions,
    detached: true,
    windowsHide: true,
    stdio: ["ignore", descriptor, descriptor],
  });
  closeSync(descriptor);
  postgres.unref();
  return postgres;
}

/** `from` is where what the server says begins. Before it are earlier starts. */
function openLog(log: string) {
  const size = statSync(log, { throwIfNoEntry: false })?.size ?? 0;
  const from = size > maxLogBytes ? 0 : size;
  if (from < size) truncateSync(log);
  return { descriptor: openSync(log, "a", 0o600), from };
}

async function waitUntilReady(postgres: ChildProcess, data: string): Promise<boolean> {
  let failed = false;
  postgres.once("error", () => {
    failed = true;
  });
  while (!failed && postgres.exitCode === null && postgres.signalCode === null) {
    const postmaster = readPostmaster(data);
    if (postmaster?.isReady && postmaster.pid === postgres.pid) return true;
    await pause(2);
  }
  return false;
}

function lastLines(log: string, from: number) {
  return readFileSync(log).subarray(from).toString().trimEnd().split("\n").slice(-8).join("\n");
}
