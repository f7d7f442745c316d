import { randomUUID } from "node:crypto";
import { renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { linkIfAbsent, readLock, removeDrafts, touch, unusableLock } from "./lock-file.ts";
import { machineIdentity, processIdentity } from "./process-identity.ts";

type Owner = { pid: number; process: string; machine: string };

type LivingOwner = { pid: number; isElsewhere: boolean };

/** Releases the folder. An abandoned lock looks like that of a dead process, which others take over. */
export type ReleaseLock = (how?: "remove" | "abandon") => void;

/** Another living process uses the folder. */
export class DirectoryInUse extends Error {
  override readonly name = "DirectoryInUse";
  readonly pid: number;
  /** The owner is on another machine or in another container, where the pid means nothing here. */
  readonly isElsewhere: boolean;

  constructor(directory: string, { pid, isElsewhere }: LivingOwner) {
    const who = isElsewhere
      ? `on another machine or in another container (by the process with the pid ${pid} there)`
      : `by the process with the pid ${pid}`;
    super(`The database folder ${directory} is in use ${who}.`);
    this.pid = pid;
    this.isElsewhere = isElsewhere;
  }
}

export const heartbeatMilliseconds = 5_000;
/** An owner on another machine or in another container is known only by its heartbeat. */
const silentMilliseconds = 20_000;
/** Others may take and release the lock meanwhile. More attempts mean another problem. */
const attempts = 50;

/** Identifies this process in a lock or a hold. */
export const thisProcess = (): Owner => ({
  pid: process.pid,
  process: processIdentity(process.pid) ?? "",
  machine: machineIdentity(),
});

/** Returns the pid in the text if its process runs on this machine. */
export function livingPidHere(text: string): number | undefined {
  const owner = parse(text);
  if (owner?.machine !== machineIdentity()) return undefined;
  return processIdentity(owner.pid) === owner.process ? owner.pid : undefined;
}

export const lockFile = (directory: string) => path.join(directory, "owner.lock");

/**
 * Takes the folder for this process until the returned function is called.
 * The lock of a dead process is taken over at once, even if its pid was reused.
 * @throws {DirectoryInUse}
 */
export function lockDirectory(directory: string): ReleaseLock {
  const file = lockFile(directory);
  const owner = thisProcess();
  const text = JSON.stringify(owner);
  // Linked into place when complete, so that a partial lock is never read.
  const draft = `${file}.${randomUUID()}`;
  writeFileSync(draft, text, { mode: 0o600 });
  try {
    for (let attempt = 0; !linkIfAbsent(draft, file); attempt++) {
      const cause = removeStale(directory);
      if (attempt === attempts) throw new Error(unusableLock(file, cause), { cause });
    }
  } finally {
    rmSync(draft, { force: true });
  }
  removeDrafts(file);
  const heartbeat = setInterval(() => touch(file), heartbeatMilliseconds).unref();
  return (how = "remove") => {
    clearInterval(heartbeat);
    if (read(file) !== text) return;
    if (how === "remove") return rmSync(file, { force: true });
    writeFileSync(draft, JSON.stringify({ ...owner, process: "" }), { mode: 0o600 });
    renameSync(draft, file);
  };
}

/**
 * Like `lockDirectory`, but waits for the heartbeat of an owner elsewhere to stop. A container that was killed and
 * restarted finds its own old lock, which looks alive for a while.
 * @throws {DirectoryInUse}
 */
export async function waitForDirectoryLock(
  directory: string,
  milliseconds = silentMilliseconds + heartbeatMilliseconds,
): Promise<ReleaseLock> {
  const deadline = performance.now() + milliseconds;
  while (true) {
    try {
      return lockDirectory(directory);
    } catch (error) {
      const isWorthWaiting = error instanceof DirectoryInUse && error.isElsewhere;
      if (!isWorthWaiting || performance.now() >= deadline) throw error;
    }
    await pause(200);
  }
}

/** Whether a living process on this machine owns the folder. */
export function isLockedHere(directory: string): boolean {
  const text = read(lockFile(directory));
  return text !== undefined && livingOwner(directory, text)?.isElsewhere === false;
}

/** Whether the owner of the folder died without releasing it. */
export function isAbandoned(directory: string): boolean {
  const text = read(lockFile(directory));
  return text !== undefined && livingOwner(directory, text) === undefined;
}

/** Returns the error that prevented the removal, if any. */
function removeStale(directory: string): unknown {
  const file = lockFile(directory);
  const text = readLock(file);
  if (text === undefined) return undefined;
  const owner = livingOwner(directory, text);
  if (owner !== undefined) throw new DirectoryInUse(directory, owner);
  const aside = `${file}.${randomUUID()}`;
  try {
    renameSync(file, aside);
    // Another process was faster, and this is its lock: put it back.
    if (read(aside) !== text) linkIfAbsent(aside, file);
    return undefined;
  } catch (error) {
    // Another process removed it: the next attempt decides.
    return error;
  } finally {
    rmSync(aside, { force: true });
  }
}

function livingOwner(directory: string, text: string): LivingOwner | undefined {
  const owner = parse(text);
  if (!owner) return undefined;
  if (owner.machine === machineIdentity()) {
    const pid = livingPidHere(text);
    return pid === undefined ? undefined : { pid, isElsewhere: false };
  }
  const silent = Date.now() - (statSync(lockFile(directory), { throwIfNoEntry: false })?.mtimeMs ?? 0);
  return silent < silentMilliseconds ? { pid: owner.pid, isElsewhere: true } : undefined;
}

function parse(text: string): Owner | undefined {
  try {
    const { pid, process: identity, machine } = JSON.parse(text);
    return typeof pid === "number" ? { pid, process: String(identity), machine: String(machine) } : undefined;
  } catch {
    return undefined;
  }
}

function read(file: string): string | undefined {
  try {
    return readLock(file);
  } catch {
    return undefined;
  }
}
