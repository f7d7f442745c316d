import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { ClusterPlace } from "./initialise.ts";

export type Server = { port: number; pid: number; stop(mode: "fast" | "immediate"): Promise<void> };

export async function startServer(place: ClusterPlace, { durable }: { durable: boolean }): Promise<Server> {
  const port = await freePort();
  const log = openSync(path.join(place.directory, "server.log"), "a", 0o600);
  const settings = {
    listen_addresses: "127.0.0.1",
    port,
    unix_socket_directories: "",
    max_connections: 100,
    ...(durable ? {} : { fsync: "off", synchronous_commit: "off", full_page_writes: "off" }),
  };
  const options = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const postgres = spawn(path.join(place.binaries, "bin", "postgres"), ["-D", place.directory, ...options], {
    ...place.user,
    env: {},
    detached: true,
    stdio: ["ignore", log, log],
  });
  closeSync(log);
  await ready(postgres, place.directory);
  const pid = postgres.pid ?? 0;
  return {
    port,
    pid,
    stop: async (mode) => {
      if (postgres.exitCode !== null || postgres.signalCode !== null) return;
      const ended = once(postgres, "exit");
      postgres.kill(mode === "fast" ? "SIGINT" : "SIGQUIT");
      await ended;
    },
  };
}

async function ready(postgres: ChildProcess, directory: string) {
  while (postgres.exitCode === null) {
    if (statusOf(directory) === "ready") return;
    await pause(5);
  }
  throw new Error(`PostgreSQL did not start; see ${path.join(directory, "server.log")}`);
}

/** The postmaster writes its state into the eighth line of its pid file. */
function statusOf(directory: string) {
  try {
    return readFileSync(path.join(directory, "postmaster.pid"), "utf8").split("\n")[7]?.trim();
  } catch {
    return undefined;
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  await once(probe, "close");
  if (address === null || typeof address === "string") throw new Error("no free port on 127.0.0.1");
  return address.port;
}
