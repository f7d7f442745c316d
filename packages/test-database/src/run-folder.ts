import {
  accessSync,
  chmodSync,
  constants,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { isAbandoned, lockDirectory } from "@caretype/postgres/embedded/owner-lock";
import { send } from "@caretype/postgres/embedded/postmaster";
import type { KnownProcess } from "@caretype/postgres/embedded/processes";
import { memoryFolder, memoryFolderVariable } from "./fast-folder.ts";
import { descendants, processesIn } from "./processes-of-run.ts";

const prefix = "caretype-test-";

/** In bytes. Enough for all files of a run, including installed packages: 1.5 GB at most. */
const enoughForAll = 4 * 1024 ** 3;

/** The environment variable with the process whose folders these are. Each project of a run reads it. */
const ownerVariable = "CARETYPE_TEST_RUN";

/**
 * vitest's global set-up: one folder for all temporary files of a run, and one for those in memory. When the run
 * ends, its processes are ended and the folders are removed. Only `kill -9` leaves them behind, and the next run
 * removes them.
 */
export function setup(): (() => void) | undefined {
  if (process.env[ownerVariable] === String(process.pid)) return undefined;
  process.env[ownerVariable] = String(process.pid);
  const memory = memoryFolder();
  // On a disk, tests with programs take a quarter more processor time.
  const roomy = memoryFolder(enoughForAll);
  const folders = [takeFolder(roomy && mayExecuteIn(roomy) ? roomy : tmpdir(), "TMPDIR")];
  if (memory !== undefined) folders.push(takeFolder(memory, memoryFolderVariable));
  const ofThisRun = () => [...descendants(), ...processesIn(...folders.map(({ folder }) => folder))];
  let isInterrupted = true;
  // On SIGINT and SIGTERM, vitest exits without a tear-down. Otherwise its workers have ended by then.
  process.once("exit", () => {
    const left = isInterrupted ? [] : ofThisRun().map(({ pid, name }) => `${name} (${pid})`);
    if (left.length > 0) process.stderr.write(`Tests left running: ${left.join(", ")}\n`);
    endAll(ofThisRun);
    for (const { remove } of folders) remove();
  });
  return () => {
    isInterrupted = false;
  };
}

/** Creates this run's folder, and sets it in an environment variable. */
function takeFolder(parent: string, variable: string) {
  removeLeftovers(parent);
  const folder = mkdtempSync(path.join(parent, prefix));
  // PostgreSQL may run as another user, who must be able to reach its files here.
  chmodSync(folder, 0o711);
  const release = lockDirectory(folder);
  process.env[variable] = folder;
  const remove = () => {
    release();
    rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
  };
  return { folder, remove };
}

/** Containers may forbid executables in memory. */
function mayExecuteIn(parent: string): boolean {
  const folder = mkdtempSync(path.join(parent, prefix));
  const program = path.join(folder, "program");
  writeFileSync(program, "", { mode: 0o700 });
  try {
    accessSync(program, constants.X_OK);
    return true;
  } catch {
    return false;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function removeLeftovers(parent: string): void {
  for (const name of readdirSync(parent)) {
    const folder = path.join(parent, name);
    if (!name.startsWith(prefix) || !isLeftover(folder)) continue;
    endAll(() => processesIn(folder));
    rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
  }
}

/** Only folders that this user locked and abandoned. Those of other users are left alone. */
export function isLeftover(folder: string): boolean {
  const found = statSync(folder, { throwIfNoEntry: false });
  return found !== undefined && found.uid === process.getuid?.() && isAbandoned(folder);
}

/** PostgreSQL gets a moment to release its shared memory. Then all remaining processes are killed. */
function endAll(find: () => KnownProcess[]): void {
  const killFrom = performance.now() + 1_500;
  for (let pids = find(); pids.length > 0; pids = find()) {
    const isLate = performance.now() > killFrom;
    for (const { pid, name } of pids) send(pid, name === "postgres" && !isLate ? "SIGQUIT" : "SIGKILL");
    if (performance.now() > killFrom + 2_000) return;
    pauseBlocking(20);
  }
}

/** Synchronous, as asynchronous work does not run when a process exits. */
const pauseBlocking = (milliseconds: number) =>
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
