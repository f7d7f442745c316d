import { randomBytes } from "node:crypto";
import { appendFileSync, chmodSync, cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { executeStatement, quoted } from "@caretype/db/connection";
import { binariesFor } from "@caretype/postgres/embedded/binaries";
import type { ClusterLocation } from "@caretype/postgres/embedded/cluster-location";
import { initialise } from "@caretype/postgres/embedded/initialise";
import { findOrphan } from "@caretype/postgres/embedded/orphan";
import { lockDirectory } from "@caretype/postgres/embedded/owner-lock";
import { send, stopPostmaster } from "@caretype/postgres/embedded/postmaster";
import { childrenOf } from "@caretype/postgres/embedded/processes";
import { startServer } from "@caretype/postgres/embedded/server";
import { serverUser } from "@caretype/postgres/embedded/server-user";
import { fastFolder, memoryFolder } from "./fast-folder.ts";
import { isLeftover } from "./run-folder.ts";
import { startWatchdog } from "./watchdog.ts";

export type ThrowawayCluster = {
  /** For the superuser, on the database `postgres`. */
  url: string;
  password: string;
  /** Creates a database, as a copy of `template` if given, and resolves to its URL. */
  createDatabase(name: string, template?: string): Promise<string>;
  dropDatabase(name: string): Promise<void>;
  /** Suspends all of its processes, like a machine without a network. */
  freeze(): void;
  thaw(): void;
  /** Ends the server like a crash, and keeps the data. For tests without a database. */
  halt(): Promise<void>;
  /** Starts a halted server again, on the same port. */
  resume(): Promise<void>;
  /** Copies the data to a new folder. The server is stopped meanwhile. */
  copyTo(folder: string): Promise<void>;
  stop(): Promise<void>;
};

/** The data folder of a stopped cluster, and its superuser's password. */
export type ClusterSnapshot = { data: string; password: string };

type Primary = Pick<ThrowawayCluster, "url" | "password" | "copyTo">;

type ThrowawaySettings = {
  maxConnections?: number;
  /** Allows standbys and subscriptions to stream from it. */
  hasStandbys?: boolean;
  /** Starts with a copy of it, instead of an empty cluster. */
  snapshot?: ClusterSnapshot | undefined;
  /** Streams from this cluster with `hasStandbys`, which is restarted for the copy. */
  primary?: Primary;
};

const prefix = "caretype-cluster-";

/** A standby or subscription copies the data, then streams later changes. */
const replicationSettings = { wal_level: "logical", max_wal_senders: 8, wal_keep_size: "64MB" };
const standbyRule = "host replication all 127.0.0.1/32 scram-sha-256\n";

/**
 * Starts a real PostgreSQL for tests. Nothing is synced to disk, and nothing stays behind however the process ends.
 * On Linux, it is in memory.
 */
export async function startThrowawayCluster({
  maxConnections,
  snapshot,
  primary,
  hasStandbys = false,
}: ThrowawaySettings = {}): Promise<ThrowawayCluster> {
  const user = serverUser(prefix);
  const binaries = await binariesFor(user);
  await removeLeftovers(binaries);
  const directory = mkdtempSync(path.join(fastFolder(), prefix));
  const release = lockDirectory(directory);
  const location = { data: path.join(directory, "cluster"), binaries, user };
  const password = (primary ?? snapshot)?.password ?? randomBytes(16).toString("hex");
  if (primary) await copyPrimary(primary, location);
  else if (snapshot) cpSync(snapshot.data, location.data, { recursive: true });
  else await initialise(location, roleStatements(password), { durable: false });
  // PostgreSQL refuses a data folder that others may read, or that is not its user's.
  chmodSync(location.data, 0o700);
  if (hasStandbys) appendFileSync(path.join(location.data, "pg_hba.conf"), standbyRule);
  const settings = primary ? standbySettings(primary) : hasStandbys ? replicationSettings : undefined;
  const options = { log: path.join(directory, "server.log"), durable: false, maxConnections, settings };
  let server = await startServer(location, options);
  let unwatch = startWatchdog(server.pid, directory);
  const urlOf = (database: string) => `postgres://postgres:${password}@127.0.0.1:${server.port}/${database}`;
  const url = urlOf("postgres");
  const end = async (mode: "fast" | "immediate") => {
    unwatch();
    await stopPostmaster(server, { mode, binaries: location.binaries });
  };
  const halt = () => end("immediate");
  const resume = async () => {
    server = await startServer(location, { ...options, port: server.port });
    unwatch = startWatchdog(server.pid, directory);
  };
  return {
    url,
    password,
    createDatabase: async (name, template = "template1") => {
      await executeStatement(
        url,
        `create database ${quoted(name)} template ${quoted(template)} strategy file_copy`,
      );
      return urlOf(name);
    },
    dropDatabase: async (name) => {
      await executeStatement(url, `drop database if exists ${quoted(name)} with (force)`);
    },
    freeze: () => signalAll(server.pid, "SIGSTOP"),
    thaw: () => signalAll(server.pid, "SIGCONT"),
    halt,
    resume,
    copyTo: async (folder) => {
      await end("fast");
      cpSync(location.data, folder, { recursive: true });
      await resume();
    },
    stop: async () => {
      await halt();
      release();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** Each connection derives a key from the password. It is random, so one iteration protects it as well as 4,096. */
const roleStatements = (password: string) => [
  "set scram_iterations = 1;",
  `alter role postgres password '${password}';`,
];

async function copyPrimary(primary: Primary, { data }: ClusterLocation): Promise<void> {
  await primary.copyTo(data);
  writeFileSync(path.join(data, "standby.signal"), "");
}

const standbySettings = ({ url, password }: Primary) => ({
  ...replicationSettings,
  primary_conninfo: `host=127.0.0.1 port=${new URL(url).port} user=postgres password=${password}`,
  // Reconnects soon after the primary is back.
  wal_retrieve_retry_interval: "100ms",
});

function signalAll(postmaster: number, signal: "SIGSTOP" | "SIGCONT"): void {
  for (const pid of [postmaster, ...childrenOf(postmaster)]) send(pid, signal);
}

/** Removes clusters of test runs whose watchdog was killed with them. */
async function removeLeftovers(binaries: string) {
  const places = [...new Set([tmpdir(), memoryFolder(0) ?? tmpdir()])];
  const found = places.flatMap((place) => readdirSync(place).map((name) => path.join(place, name)));
  for (const directory of found) {
    if (!path.basename(directory).startsWith(prefix) || !isLeftover(directory)) continue;
    await findOrphan({ data: path.join(directory, "cluster"), binaries, user: undefined }, undefined);
    rmSync(directory, { recursive: true, force: true });
  }
}
