import { existsSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { sqlStateOf } from "../errors.ts";
import { administer } from "./administer.ts";
import { binariesFor } from "./binaries.ts";
import {
  applicationUrl,
  fileOfPassword,
  hasRoles,
  makePassword,
  noteRoles,
  readPassword,
  resetStatements,
  setUpStatements,
} from "./credentials.ts";
import { initialise, runStatements } from "./initialise.ts";
import { serverLeftOn } from "./orphan.ts";
import { isOwnedHere, takeDirectoryPatiently } from "./owner-lock.ts";
import type { ClusterPlace } from "./place.ts";
import { type RunningServer, readPostmaster, stopPostmaster } from "./postmaster.ts";
import { isRunning } from "./process-identity.ts";
import { startServer } from "./server.ts";
import { serverUser } from "./server-user.ts";
import { keepRunning } from "./supervise.ts";

export type EmbeddedSettings = {
  /** Such as `.data/postgres`; made when it is not there. */
  directory: string;
  /** False: a cluster to throw away, which a crash of the machine may corrupt. Default true. */
  durable?: boolean;
  /** After each restart of a server that died; with the error when it failed, and will be tried again. */
  onRestart?: (error?: unknown) => void;
};

export type EmbeddedPostgres = {
  /** Of the database `caretype`, as the role `caretype` that owns it. */
  url: string;
  /** Whether the server was already running, left behind by a process that was killed. */
  adopted: boolean;
  /** May be called again. */
  stop(): Promise<void>;
};

/** PostgreSQL's code for it. */
const wrongPassword = "28P01";
/** Of a start that is under way beside us, on a slow machine. */
const attachMilliseconds = 60_000;

/**
 * Starts PostgreSQL on a folder, or takes over the one that a killed process left running on it, and keeps
 * it running until it is stopped.
 * @throws {DirectoryInUse} when another living process has the folder; it names its pid.
 */
export async function startEmbeddedPostgres(settings: EmbeddedSettings): Promise<EmbeddedPostgres> {
  const directory = path.resolve(settings.directory);
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const release = await takeDirectoryPatiently(directory);
  try {
    const user = serverUser();
    const place = { data: dataOf(directory), binaries: await binariesFor(user), user };
    const durable = settings.durable ?? true;
    const { server, password, adopted } = await runOn(directory, { place, durable });
    const endOfWatch = keepRunning(server, {
      restart: async (port, signal) => {
        const left = await serverLeftOn(place, password);
        return left ?? startServer(place, { log: logOf(directory), durable, port, signal });
      },
      onRestart: settings.onRestart,
    });
    const stopOnce = async () => {
      await stopPostmaster(await endOfWatch(), { mode: "fast", binaries: place.binaries });
      release();
    };
    let stopped: Promise<void> | undefined;
    return { url: applicationUrl(server.port, password), adopted, stop: () => (stopped ??= stopOnce()) };
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
  while (isOwnedHere(directory) && performance.now() < deadline) {
    const postmaster = readPostmaster(dataOf(directory));
    const password = readPassword(directory);
    if (postmaster?.isReady && password && isRunning(postmaster.pid)) {
      return { url: applicationUrl(postmaster.port, password) };
    }
    await pause(20);
  }
  return undefined;
}

const logOf = (directory: string) => path.join(directory, "server.log");
const dataOf = (directory: string) => path.join(directory, "cluster");

type Start = { place: ClusterPlace; durable: boolean };

type Running = { server: RunningServer; password: string; adopted: boolean };

async function runOn(directory: string, start: Start): Promise<Running> {
  const { place, durable } = start;
  const known = readPassword(directory);
  const left = await serverLeftOn(place, known);
  const password = known ?? makePassword(directory);
  if (!left) {
    removeDrafts(directory);
    if (!existsSync(place.data)) await initialise(place, setUpStatements(password), { durable });
    else if (!known || !hasRoles(directory))
      await runStatements(place, resetStatements(password), { durable });
    noteRoles(directory);
  }
  const server = left ?? (await startServer(place, { log: logOf(directory), durable }));
  try {
    await assertUnicode(applicationUrl(server.port, password));
    return { server, password, adopted: left !== undefined };
  } catch (error) {
    await stopPostmaster(server, { mode: "fast", binaries: place.binaries });
    // What the password file holds is not our password: as bad as none. A second one is our own fault.
    if (!known || sqlStateOf(error) !== wrongPassword) throw error;
    rmSync(fileOfPassword(directory));
    return runOn(directory, start);
  }
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
    // It is there and ready: what takes long is this process, which loads its modules meanwhile.
    { connectTimeoutMilliseconds: 60_000 },
  );
  if (row?.encoding === "UTF8" && row.lower === "ä") return;
  throw new Error(`The embedded database must be UTF-8, and is ${row?.encoding}.`);
}
