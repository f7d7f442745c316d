import { randomUUID } from "node:crypto";
import { renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { linkedTo, readLock, removeDrafts, touch, unusable } from "./lock-file.ts";
import { machineIdentity, processIdentity } from "./process-identity.ts";

type Owner = { pid: number; process: string; machine: string };

type LivingOwner = { pid: number; isElsewhere: boolean };

/** Another living process has the folder. */
export class DirectoryInUse extends Error {
  override readonly name = "DirectoryInUse";
  readonly pid: number;
  /** On another machine or in another container, where the pid says nothing here. */
  readonly isElsewhere: boolean;

  constructor(directory: string, { pid, isElsewhere }: LivingOwner) {
    const who = isElsewhere
      ? `from another machine or container (there by the process with the pid ${pid})`
      : `by the process with the pid ${pid}`;
    super(`The database folder ${directory} is in use ${who}.`);
    this.pid = pid;
    this.isElsewhere = isElsewhere;
  }
}

const heartbeatMilliseconds = 5_000;
/** An owner on another machine or in another container is only known by its heartbeat. */
const silentMilliseconds = 20_000;
/** Others may take and leave the lock while we try; more often than this, it is something else. */
const attempts = 50;

const lockFile = (directory: string) => path.join(directory, "owner.lock");

/**
 * Takes the folder for this process until the returned function is called. The lock of a process that
 * has died, however it did, is taken over at once, also when its pid belongs to another process by now.
 * @throws {DirectoryInUse}
 */
export function takeDirectory(directory: string): () => void {
  const file = lockFile(directory);
  const owner: Owner = {
    pid: process.pid,
    process: processIdentity(process.pid) ?? "",
    machine: machineIdentity(),
  };
  const text = JSON.stringify(owner);
  // Linked into place when it is whole: nobody reads half a lock.
  const draft = `${file}.${randomUUID()}`;
  writeFileSync(draft, text, { mode: 0o600 });
  try {
    for (let attempt = 0; !linkedTo(draft, file); attempt++) {
      const cause = removeStale(directory);
      if (attempt === attempts) throw new Error(unusable(file, cause), { cause });
    }
  } finally {
    rmSync(draft, { force: true });
  }
  removeDrafts(file);
  const heartbeat = setInterval(() => touch(file), heartbeatMilliseconds).unref();
  return () => {
    clearInterval(heartbeat);
    if (read(file) === text) rmSync(file, { force: true });
  };
}

/**
 * Waits for an owner elsewhere to fall silent: a container that was killed and started again finds the
 * lock of its former self, which looks alive for a while.
 * @throws {DirectoryInUse}
 */
export async function takeDirectoryPatiently(
  directory: string,
  milliseconds = silentMilliseconds + heartbeatMilliseconds,
): Promise<() => void> {
  const deadline = performance.now() + milliseconds;
  while (true) {
    try {
      return takeDirectory(directory);
    } catch (error) {
      const isWorthWaiting = error instanceof DirectoryInUse && error.isElsewhere;
      if (!isWorthWaiting || performance.now() >= deadline) throw error;
    }
    await pause(200);
  }
}

/** Whether a living process on this machine has the folder. */
export function isOwnedHere(directory: string): boolean {
  const text = read(lockFile(directory));
  return text !== undefined && livingOwner(directory, text)?.isElsewhere === false;
}

/** Whether somebody had the folder and died without giving it back. */
export function isAbandoned(directory: string): boolean {
  const text = read(lockFile(directory));
  return text !== undefined && livingOwner(directory, text) === undefined;
}

/** Returns what kept it from doing so, if anything did. */
function removeStale(directory: string): unknown {
  const file = lockFile(directory);
  const text = readLock(file);
  if (text === undefined) return undefined;
  const owner = livingOwner(directory, text);
  if (owner !== undefined) throw new DirectoryInUse(directory, owner);
  const aside = `${file}.${randomUUID()}`;
  try {
    renameSync(file, aside);
    // Somebody was faster, and this is their lock: it goes back.
    if (read(aside) !== text) linkedTo(aside, file);
    return undefined;
  } catch (error) {
    // Somebody else took it away: the next round sees how things are.
    return error;
  } finally {
    rmSync(aside, { force: true });
  }
}

function livingOwner(directory: string, text: string): LivingOwner | undefined {
  const owner = parse(text);
  if (!owner) return undefined;
  if (owner.machine === machineIdentity()) {
    const lives = processIdentity(owner.pid) === owner.process;
    return lives ? { pid: owner.pid, isElsewhere: false } : undefined;
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
