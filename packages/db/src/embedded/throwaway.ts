import { randomBytes } from "node:crypto";
import { chown, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Connection } from "../connection/connection.ts";
import { parseDatabaseUrl } from "../connection/settings.ts";
import { installedBinaries } from "./binaries.ts";
import { initialise } from "./initialise.ts";
import { startServer } from "./server.ts";
import { serverUser } from "./server-user.ts";

export type ThrowawayCluster = {
  /** Of the superuser, on the database `postgres`. */
  url: string;
  /** Makes a database, as a copy of `template` if given, and resolves to its URL. */
  createDatabase(name: string, template?: string): Promise<string>;
  dropDatabase(name: string): Promise<void>;
  stop(): Promise<void>;
};

/** A real PostgreSQL for tests: nothing is synced to disk, and nothing stays behind. */
export async function startThrowawayCluster(): Promise<ThrowawayCluster> {
  const directory = await mkdtemp(path.join(tmpdir(), "caretype-test-"));
  const user = serverUser();
  if (user) await chown(directory, user.uid, user.gid);
  const place = { directory, binaries: installedBinaries(), user };
  const password = randomBytes(16).toString("hex");
  await initialise(place, { password, durable: false });
  const server = await startServer(place, { durable: false });
  const urlOf = (database: string) => `postgres://postgres:${password}@127.0.0.1:${server.port}/${database}`;
  const url = urlOf("postgres");
  return {
    url,
    createDatabase: async (name, template = "template1") => {
      await command(url, `create database ${quoted(name)} template ${quoted(template)}`);
      return urlOf(name);
    },
    dropDatabase: (name) => command(url, `drop database if exists ${quoted(name)} with (force)`),
    stop: async () => {
      await server.stop("immediate");
      await rm(directory, { recursive: true, force: true });
    },
  };
}

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

async function command(url: string, text: string) {
  const connection = new Connection({
    address: parseDatabaseUrl(url),
    prepare: false,
    connectTimeoutMilliseconds: 5_000,
    statementTimeoutMilliseconds: 0,
  });
  try {
    await connection.command(text);
  } finally {
    await connection.end();
  }
}
