import { existsSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { administer } from "./administer.ts";
import { binariesFor } from "./binaries.ts";
import {
  applicationUrl,
  makePassword,
  readPassword,
  resetStatements,
  setUpStatements,
} from "./credentials.ts";
import { initialise, runStatements } from "./initialise.ts";
import { serverLeftOn } from "./orphan.ts";
import { ownerOf, takeDirectory } from "./owner-lock.ts";
import type { ClusterPlace } from "./place.ts";
import { readPostmaster, stopPostmaster } from "./postmaster.ts";
import { isRunning } from "./process-identity.ts";
import { startServer } from "./server.ts";
import { serverUser } from "./server-user.ts";

export type EmbeddedSettings = {
  /** Such as `.data/postgres`; made when it is not there. */
  directory: string;
  /** False: a cluster to throw away, which a crash of the machine may corrupt. Default true. */
  durable?: boolean;
};

export type EmbeddedPostgres = {
  /** Of the database `caretype`, as the role `caretype` that owns it. */
  url: string;
  /** Whether the server was already running, left behind by a process that was killed. */
  adopted: boolean;
  stop(): Promise<void>;
};

const attachMilliseconds = 15_000;

/**
 * Starts PostgreSQL on a folder, or takes over the one that a killed process left running on it.
 * @throws {DirectoryInUse} when another living process has the folder; it names its pid.
 */
export async function startEmbeddedPostgres(settings: EmbeddedSettings): Promise<EmbeddedPostgres> {
  const directory = path.resolve(settings.directory);
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const release = takeDirectory(directory);
  try {
    const user = serverUser();
    const place = { data: dataOf(directory), binaries: await binariesFor(user), user };
    const running = await runOn(directory, { place, durable: settings.durable ?? true });
    const stop = async () => {
      await stopPostmaster(running.server, { mode: "fast", binaries: place.binaries });
      release();
    };
    return { url: running.url, adopted: running.adopted, stop };
  } catch (error) {
    release();
    throw error;
  }
}

/** The URL of a server that a living process runs on the folder, for a command beside it. */
export async function attachEmbeddedPostgres(
  settings: Pick<EmbeddedSettings, "directory">,
): Promise<{ url: string } | undefined> {
  const directory = path.resolve(settings.directory);
  const deadline = performance.now() + attachMilliseconds;
  while (ownerOf(directory) !== undefined && performance.now() < deadline) {
    const postmaster = readPostmaster(dataOf(directory));
    const password = readPassword(directory);
    if (postmaster?.isReady && password && isRunning(postmaster.pid)) {
      return { url: applicationUrl(postmaster.port, password) };
    }
    await pause(20);
  }
  return undefined;
}

const dataOf = (directory: string) => path.join(directory, "cluster");

type Start = { place: ClusterPlace; durable: boolean };

async function runOn(directory: string, { place, durable }: Start) {
  const known = readPassword(directory);
  const left = await serverLeftOn(place, known);
  const password = known ?? makePassword(directory);
  if (!left) {
    removeDrafts(directory);
    if (!existsSync(place.data)) await initialise(place, setUpStatements(password), { durable });
    else if (!known) await runStatements(place, resetStatements(password), { durable });
  }
  const log = path.join(directory, "server.log");
  const server = left ?? (await startServer(place, { log, durable }));
  const url = applicationUrl(server.port, password);
  try {
    await assertUnicode(url);
  } catch (error) {
    await stopPostmaster(server, { mode: "fast", binaries: place.binaries });
    throw error;
  }
  return { url, server, adopted: left !== undefined };
}

/** What a start that was killed left half made. Its initdb may be writing still: then the next start sweeps. */
function removeDrafts(directory: string) {
  for (const name of readdirSync(directory)) {
    if (!name.startsWith("cluster.new-")) continue;
    try {
      rmSync(path.join(directory, name), { recursive: true, force: true });
    } catch {
      // Nothing uses it, so it can wait.
    }
  }
}

async function assertUnicode(url: string) {
  const [row] = await administer(
    url,
    "select current_setting('server_encoding') as encoding, lower('Ä') as lower",
  );
  if (row?.encoding === "UTF8" && row.lower === "ä") return;
  throw new Error(`The embedded database must be UTF-8, and is ${row?.encoding}.`);
}
