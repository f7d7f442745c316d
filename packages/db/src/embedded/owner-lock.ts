import { randomUUID } from "node:crypto";
import { linkSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import path from "node:path";
import { machineIdentity, processIdentity } from "./process-identity.ts";

/** Another living process has the folder. */
export class DirectoryInUse extends Error {
  override readonly name = "DirectoryInUse";
  readonly pid: number;

  constructor(directory: string, pid: number) {
    super(`The database folder ${directory} is in use by the process with the pid ${pid}.`);
    this.pid = pid;
  }
}

type Owner = { pid: number; process: string; machine: string };

const heartbeatMilliseconds = 5_000;
/** An owner on another machine or in another container is only known by its heartbeat. */
const silentMilliseconds = 20_000;

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
    while (!linkedTo(draft, file)) removeStale(directory);
  } finally {
    rmSync(draft, { force: true });
  }
  const heartbeat = setInterval(() => touch(file), heartbeatMilliseconds).unref();
  return () => {
    clearInterval(heartbeat);
    if (read(file) === text) rmSync(file, { force: true });
  };
}

/** The pid of the living process that has the folder. */
export function ownerOf(directory: string): number | undefined {
  const text = read(lockFile(directory));
  return text === undefined ? undefined : livingOwner(directory, text);
}

/** Whether somebody had the folder and died without giving it back. */
export function isAbandoned(directory: string): boolean {
  const text = read(lockFile(directory));
  return text !== undefined && livingOwner(directory, text) === undefined;
}

function removeStale(directory: string) {
  const file = lockFile(directory);
  const text = read(file);
  if (text === undefined) return;
  const pid = livingOwner(directory, text);
  if (pid !== undefined) throw new DirectoryInUse(directory, pid);
  const aside = `${file}.${randomUUID()}`;
  try {
    renameSync(file, aside);
    // Somebody was faster, and this is their lock: it goes back.
    if (read(aside) !== text) linkedTo(aside, file);
  } catch {
    // Somebody else took it away: the next round sees how things are.
  } finally {
    rmSync(aside, { force: true });
  }
}

function livingOwner(directory: string, text: string): number | undefined {
  const owner = parse(text);
  if (!owner) return undefined;
  if (owner.machine === machineIdentity()) {
    return processIdentity(owner.pid) === owner.process ? owner.pid : undefined;
  }
  const silent = Date.now() - (statSync(lockFile(directory), { throwIfNoEntry: false })?.mtimeMs ?? 0);
  return silent < silentMilliseconds ? owner.pid : undefined;
}

function parse(text: string): Owner | undefined {
  try {
    const { pid, process: identity, machine } = JSON.parse(text);
    return typeof pid === "number" ? { pid, process: String(identity), machine: String(machine) } : undefined;
  } catch {
    return undefined;
  }
}

function linkedTo(draft: string, file: string): boolean {
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

function touch(file: string) {
  const now = new Date();
  try {
    utimesSync(file, now, now);
  } catch {
    // The folder is gone, and the lock with it.
  }
}
