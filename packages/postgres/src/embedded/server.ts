import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync, readFileSync, statSync, truncateSync } from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { freePort } from "../free-port.ts";
import { type ClusterLocation, changeOwner, programFailure, programOptions } from "./cluster-location.ts";
import { type RunningServer, readPostmaster, runningServer, stopPostmaster } from "./postmaster.ts";

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
  // The folder may be a copy, or from a version that ran as another user.
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
    // Another process may have taken the port since the check.
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

/** `from`: where the log of this start begins. Before it are earlier starts. */
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

type ClusterKind = {
  durable: boolean;
  port: number;
  maxConnections?: number | undefined;
  /** More settings, such as those of a recovery. */
  settings?: Readonly<Record<string, string | number>> | undefined;
};

/** Passed on the command line, so that the files in the data folder stay as initdb made them. */
function serverOptions({ durable, port, maxConnections, settings: more }: ClusterKind): string[] {
  const own = maxConnections === undefined ? {} : { max_connections: maxConnections };
  const settings = { ...common, ...(durable ? safe : throwaway), ...own, ...more, port };
  return Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}

const common = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  timezone: "UTC",
  log_timezone: "UTC",
  jit: "off",
  // A container's /dev/shm is 64 MB, and parallel workers fail when it is full.
  max_parallel_workers_per_gather: 0,
  random_page_cost: 1.1,
};

const safe = {
  fsync: "on",
  full_page_writes: "on",
  synchronous_commit: "on",
  max_connections: 100,
  shared_buffers: "128MB",
  effective_cache_size: "512MB",
  maintenance_work_mem: "64MB",
  wal_compression: "on",
  max_wal_size: "1GB",
  // Existing log files are reused. A new file of 16 MB is filled with zeros first, and commits wait for that.
  min_wal_size: "1GB",
  // Statements and error details contain patient data, so they stay out of the log.
  log_error_verbosity: "terse",
  log_min_error_statement: "panic",
  log_parameter_max_length: 0,
  log_parameter_max_length_on_error: 0,
  log_checkpoints: "off",
  // An archive that cannot be written must not fill the disk. It then starts anew, with a base backup.
  max_slot_wal_keep_size: "10GB",
};

const throwaway = {
  fsync: "off",
  full_page_writes: "off",
  // Tests that kill the server must find the acknowledged writes.
  synchronous_commit: "on",
  wal_level: "minimal",
  max_wal_senders: 0,
  // It may be in memory.
  max_wal_size: "1GB",
  max_connections: 300,
  shared_buffers: "128MB",
  // An autovacuum worker in a template database would prevent cloning it.
  autovacuum: "off",
  io_method: "sync",
  // In the data folder, which is removed even after kill -9.
  dynamic_shared_memory_type: "mmap",
};
