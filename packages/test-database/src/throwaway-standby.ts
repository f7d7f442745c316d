import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { binariesFor } from "@caretype/postgres/embedded/binaries";
import { lockDirectory } from "@caretype/postgres/embedded/owner-lock";
import { send, stopPostmaster } from "@caretype/postgres/embedded/postmaster";
import { childrenOf } from "@caretype/postgres/embedded/processes";
import { startServer } from "@caretype/postgres/embedded/server";
import { serverUser } from "@caretype/postgres/embedded/server-user";
import { fastFolder } from "./fast-folder.ts";
import { prefix, replicationSettings, restore, type ThrowawayCluster } from "./throwaway.ts";
import { startWatchdog } from "./watchdog.ts";

export type ThrowawayStandby = {
  /** For the superuser, on the database `postgres`. */
  url: string;
  /** Stops all of its processes where they are, as a machine without a network seems to. */
  freeze(): void;
  thaw(): void;
  /** Ends the server as a crash would, and keeps the data. */
  halt(): Promise<void>;
  /** Starts a halted server again, on the same port. */
  resume(): Promise<void>;
  stop(): Promise<void>;
};

/** Starts a standby that streams from a throw-away cluster with `hasStandbys`, which is restarted for the copy. */
export async function startThrowawayStandby(
  primary: Pick<ThrowawayCluster, "url" | "password" | "copyTo">,
): Promise<ThrowawayStandby> {
  const user = serverUser();
  const directory = mkdtempSync(path.join(fastFolder(), prefix));
  const release = lockDirectory(directory);
  const location = { data: path.join(directory, "cluster"), binaries: await binariesFor(user), user };
  await primary.copyTo(path.join(directory, "copy"));
  restore(location, { data: path.join(directory, "copy"), password: primary.password });
  writeFileSync(path.join(location.data, "standby.signal"), "");
  const { port } = new URL(primary.url);
  const settings = {
    ...replicationSettings,
    primary_conninfo: `host=127.0.0.1 port=${port} user=postgres password=${primary.password}`,
    // Soon after the primary is back.
    wal_retrieve_retry_interval: "100ms",
  };
  const options = { log: path.join(directory, "server.log"), durable: false, settings };
  let server = await startServer(location, options);
  let unwatch = startWatchdog(server.pid, directory);
  const halt = async () => {
    unwatch();
    await stopPostmaster(server, { mode: "immediate", binaries: location.binaries });
  };
  const signalAll = (name: "SIGSTOP" | "SIGCONT") => {
    for (const pid of [server.pid, ...childrenOf(server.pid)]) send(pid, name);
  };
  return {
    url: `postgres://postgres:${primary.password}@127.0.0.1:${server.port}/postgres`,
    freeze: () => signalAll("SIGSTOP"),
    thaw: () => signalAll("SIGCONT"),
    halt,
    resume: async () => {
      server = await startServer(location, { ...options, port: server.port });
      unwatch = startWatchdog(server.pid, directory);
    },
    stop: async () => {
      await halt();
      release();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
