import { existsSync, rmSync } from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { executeStatement } from "@caretype/db/connection";
import { sqlStateOf } from "@caretype/db/errors";
import { binariesFor, installedBinaries } from "./binaries.ts";
import { type ClusterLocation, dataOf, makeFolder, namingFolder, removeDrafts } from "./cluster-location.ts";
import {
  applicationUrl,
  createPassword,
  hasRoles,
  markRolesCreated,
  passwordFile,
  readPassword,
  resetStatements,
  setUpStatements,
} from "./credentials.ts";
import { holdServer, isHeld, stopMark } from "./holds.ts";
import { initialise, runStatements } from "./initialise.ts";
import { assertSameMajor } from "./major-version.ts";
import { findOrphan } from "./orphan.ts";
import { DirectoryInUse, isAbandoned, isLockedHere, waitForDirectoryLock } from "./owner-lock.ts";
import { assertNotTorn, markRunning, markStopped } from "./place.ts";
import { type RunningServer, readPostmaster, stopPostmaster } from "./postmaster.ts";
import { isRunning } from "./process-identity.ts";
import { startServer } from "./server.ts";
import { serverUser } from "./server-user.ts";
import { supervise } from "./supervise.ts";

export type EmbeddedSettings = {
  /** For example `.data/postgres`. Created if it does not exist. */
  directory: string;
  /** False for a disposable cluster, which a crash of the machine may corrupt. Default: true. */
  durable?: boolean;
  /** Called after each restart of a server that died. Gets the error if it failed and will be retried. */
  onRestart?: (error?: unknown) => void;
};

export type EmbeddedPostgres = {
  /** The URL of the database `caretype`, for its owner, the role `caretype`. */
  url: string;
  /** Whether the server was already running, left behind by a killed process. */
  adopted: boolean;
  /** Stops it at once, even if other processes are attached. May be called more than once. */
  stop(): Promise<void>;
  /** Stops it, or leaves it to the attached processes. The last of them stops it. */
  leave(): Promise<void>;
};

/** The server of another process, kept running until `leave` is called. */
export type AttachedPostgres = Pick<EmbeddedPostgres, "url" | "leave">;

/** SQLSTATE for a wrong password. */
const wrongPassword = "28P01";
/** Maximum wait for a concurrent start, on a slow machine. */
const attachMilliseconds = 60_000;

/**
 * Starts PostgreSQL on a folder, and keeps it running until it is stopped.
 * Adopts a server that a killed process left running there.
 * @throws {DirectoryInUse} if another living process uses the folder. It names the pid.
 */
export async function startEmbeddedPostgres(settings: EmbeddedSettings): Promise<EmbeddedPostgres> {
  installedBinaries();
  const directory = path.resolve(settings.directory);
  const created = makeFolder(directory);
  try {
    return await startIn(directory, settings);
  } catch (error) {
    // As on a full disk: a failed first start leaves nothing behind.
    if (created !== undefined && !existsSync(dataOf(directory)))
      rmSync(created, { recursive: true, force: true });
    throw namingFolder(error, directory);
  }
}

async function startIn(directory: string, settings: EmbeddedSettings): Promise<EmbeddedPostgres> {
  // First of all, because a copy also has the original's lock and pid file.
  assertNotTorn(directory, dataOf(directory));
  const release = await waitForDirectoryLock(directory);
  try {
    stopMark.clear(directory);
    const user = serverUser(dataOf(directory));
    const location = { data: dataOf(directory), binaries: await binariesFor(user), user };
    const durable = settings.durable ?? true;
    const { server, password, adopted } = await runOn(directory, { location, durable });
    const watch = supervise(server, {
      restart: async (port, signal) => {
        const left = await findOrphan(location, password);
        return left ?? startServer(location, { log: logOf(directory), durable, port, signal });
      },
      onRestart: settings.onRestart,
    });
    const endWith = (running: RunningServer) =>
      stopPostmaster(running, { mode: "fast", binaries: location.binaries });
    // Even a process that ends at once, as by a second signal, stops its server.
    const endAtOnce = () => void (isHeld(directory) || endWith(watch.current()));
    process.once("exit", endAtOnce);
    const stopOnce = async () => {
      await endWith(await watch.end());
      process.off("exit", endAtOnce);
      markStopped(directory, location.data);
      stopMark.clear(directory);
      release();
    };
    const stop = once(stopOnce);
    const leave = once(async () => {
      stopMark.set(directory);
      if (!isHeld(directory)) return stop();
      stopMark.clear(directory);
      await watch.end();
      process.off("exit", endAtOnce);
      release("abandon");
      // The last of them may have left before it could notice.
      if (!isHeld(directory)) await stopAbandoned(settings);
    });
    return { url: applicationUrl(server.port, password), adopted, stop, leave };
  } catch (error) {
    release();
    throw error;
  }
}

/** Stops a server whose owner died or left, unless another process takes it over. */
async function stopAbandoned(settings: Pick<EmbeddedSettings, "directory">) {
  const directory = path.resolve(settings.directory);
  const postmaster = readPostmaster(dataOf(directory));
  if (!isAbandoned(directory) || !postmaster || !isRunning(postmaster.pid)) return;
  const adopted = await startEmbeddedPostgres(settings).catch((error: unknown) => {
    if (error instanceof DirectoryInUse) return undefined;
    throw error;
  });
  await adopted?.leave();
}

function once(run: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  return () => (running ??= run());
}

/** Attaches to the server that a living process runs on the folder, for a concurrent command. */
export async function attachEmbeddedPostgres(
  settings: Pick<EmbeddedSettings, "directory">,
): Promise<AttachedPostgres | undefined> {
  const directory = path.resolve(settings.directory);
  assertNotTorn(directory, dataOf(directory));
  if (!isLockedHere(directory)) return undefined;
  const release = holdServer(directory);
  const leave = once(async () => {
    release();
    await stopAbandoned(settings);
  });
  try {
    const url = await awaitServer(directory);
    if (url !== undefined) return { url, leave };
  } catch (error) {
    release();
    throw error;
  }
  release();
  return undefined;
}

/** Returns the URL of the owner's server once it is ready, or undefined when there is no owner any more. */
async function awaitServer(directory: string): Promise<string | undefined> {
  const deadline = performance.now() + attachMilliseconds;
  while (isLockedHere(directory) && performance.now() < deadline) {
    const postmaster = stopMark.isSet(directory) ? undefined : readPostmaster(dataOf(directory));
    const password = readPassword(directory);
    if (postmaster?.isReady && password && isRunning(postmaster.pid)) {
      return applicationUrl(postmaster.port, password);
    }
    await pause(20);
  }
  return undefined;
}

/**
 * Attaches to the server of another process, or starts one. Others may start or stop theirs at the same time.
 * @throws {DirectoryInUse} if the folder is used elsewhere, or its owner's server is never ready.
 */
export async function attachOrStartPostgres(settings: EmbeddedSettings): Promise<AttachedPostgres> {
  const deadline = performance.now() + attachMilliseconds;
  while (true) {
    const attached = await attachEmbeddedPostgres(settings);
    if (attached) return attached;
    try {
      return await startEmbeddedPostgres(settings);
    } catch (error) {
      const isWorthAnother = error instanceof DirectoryInUse && !error.isElsewhere;
      if (!isWorthAnother || performance.now() >= deadline) throw error;
    }
  }
}

const logOf = (directory: string) => path.join(directory, "server.log");

type Start = { location: ClusterLocation; durable: boolean };

type Running = { server: RunningServer; password: string; adopted: boolean };

async function runOn(directory: string, start: Start): Promise<Running> {
  const { location, durable } = start;
  const known = readPassword(directory);
  const left = await findOrphan(location, known);
  if (!left && existsSync(location.data)) assertSameMajor(location.data);
  const password = known ?? createPassword(directory);
  if (!left) {
    removeDrafts(directory);
    await prepare(directory, start, { password, isReset: !known || !hasRoles(directory) });
  }
  const server = left ?? (await startServer(location, { log: logOf(directory), durable }));
  try {
    await assertUnicode(applicationUrl(server.port, password));
    return { server, password, adopted: left !== undefined };
  } catch (error) {
    await stopPostmaster(server, { mode: "fast", binaries: location.binaries });
    // The password file does not hold our password, so treat it as missing. If a new one fails too, that is a
    // bug.
    if (!known || sqlStateOf(error) !== wrongPassword) throw error;
    rmSync(passwordFile(directory));
    return runOn(directory, start);
  }
}

type Preparation = { password: string; isReset: boolean };

/** Creates the cluster or, if it exists, resets its password and roles where that is needed. */
async function prepare(directory: string, { location, durable }: Start, { password, isReset }: Preparation) {
  if (existsSync(location.data)) {
    markRunning(directory, location.data);
    if (isReset) await runStatements(location, resetStatements(password), { durable });
  } else {
    await initialise(location, setUpStatements(password), { durable });
    markRunning(directory, location.data);
  }
  markRolesCreated(directory);
}

async function assertUnicode(url: string) {
  const [row] = await executeStatement(
    url,
    "select current_setting('server_encoding') as encoding, lower('Ä') as lower",
    // The server is ready. The slow part is this process, which loads its modules meanwhile.
    { connectTimeoutMilliseconds: 60_000 },
  );
  if (row?.encoding === "UTF8" && row.lower === "ä") return;
  throw new Error(`The embedded database must be UTF-8, but is ${row?.encoding}.`);
}
