import { randomBytes } from "node:crypto";
import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { administer, quoted } from "./administer.ts";
import { binariesFor } from "./binaries.ts";
import { initialise } from "./initialise.ts";
import { serverLeftOn } from "./orphan.ts";
import { isAbandoned, takeDirectory } from "./owner-lock.ts";
import { stopPostmaster } from "./postmaster.ts";
import { startServer } from "./server.ts";
import { serverUser } from "./server-user.ts";
import { watchOver } from "./watchdog.ts";

export type ThrowawayCluster = {
  /** For the superuser, on the database `postgres`. */
  url: string;
  /** Creates a database, as a copy of `template` if given, and resolves to its URL. */
  createDatabase(name: string, template?: string): Promise<string>;
  dropDatabase(name: string): Promise<void>;
  /** Ends the server as a crash would, and keeps the data. For tests without a database. */
  halt(): Promise<void>;
  /** Starts a halted server again, on the same port. */
  resume(): Promise<void>;
  stop(): Promise<void>;
};

const prefix = "caretype-cluster-";

/**
 * Starts a real PostgreSQL for tests.
 * Nothing is synced to disk, and nothing stays behind however the process ends.
 */
export async function startThrowawayCluster({
  maxConnections,
}: {
  maxConnections?: number;
} = {}): Promise<ThrowawayCluster> {
  const user = serverUser();
  const binaries = await binariesFor(user);
  await removeLeftovers(binaries);
  const directory = mkdtempSync(path.join(tmpdir(), prefix));
  const release = takeDirectory(directory);
  const place = { data: path.join(directory, "cluster"), binaries, user };
  const password = randomBytes(16).toString("hex");
  await initialise(place, [`alter role postgres password '${password}';`], { durable: false });
  const options = { log: path.join(directory, "server.log"), durable: false, maxConnections };
  let server = await startServer(place, options);
  let unwatch = watchOver(server.pid, directory);
  const urlOf = (database: string) => `postgres://postgres:${password}@127.0.0.1:${server.port}/${database}`;
  const url = urlOf("postgres");
  const halt = async () => {
    unwatch();
    await stopPostmaster(server, { mode: "immediate", binaries: place.binaries });
  };
  return {
    url,
    createDatabase: async (name, template = "template1") => {
      await administer(
        url,
        `create database ${quoted(name)} template ${quoted(template)} strategy file_copy`,
      );
      return urlOf(name);
    },
    dropDatabase: async (name) => {
      await administer(url, `drop database if exists ${quoted(name)} with (force)`);
    },
    halt,
    resume: async () => {
      server = await startServer(place, { ...options, port: server.port });
      unwatch = watchOver(server.pid, directory);
    },
    stop: async () => {
      await halt();
      release();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** Removes clusters of test runs whose watchdog was killed with them. */
async function removeLeftovers(binaries: string) {
  for (const name of readdirSync(tmpdir())) {
    const directory = path.join(tmpdir(), name);
    if (!name.startsWith(prefix) || !isLeftover(directory)) continue;
    await serverLeftOn({ data: path.join(directory, "cluster"), binaries, user: undefined }, undefined);
    rmSync(directory, { recursive: true, force: true });
  }
}

/** Only a folder that this user locked and abandoned. Folders of other users are left alone. */
function isLeftover(directory: string): boolean {
  const found = statSync(directory, { throwIfNoEntry: false });
  return found !== undefined && found.uid === process.getuid?.() && isAbandoned(directory);
}
