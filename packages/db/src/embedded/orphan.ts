import { readdirSync, readlinkSync, realpathSync, rmSync } from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { administer } from "./administer.ts";
import { applicationUrl } from "./credentials.ts";
import type { ClusterPlace } from "./place.ts";
import { type RunningServer, readPostmaster, runningServer, stopPostmaster } from "./postmaster.ts";
import { isRunning } from "./process-identity.ts";

/** A server that a killed process left may be in the middle of its start or of its recovery. */
const patienceMilliseconds = 30_000;

/**
 * The server that still runs on a cluster whose owner has died, if it takes our password. One that does
 * not is stopped, and a pid file that no server stands behind is removed.
 */
export async function serverLeftOn(
  place: ClusterPlace,
  password: string | undefined,
): Promise<RunningServer | undefined> {
  const deadline = performance.now() + patienceMilliseconds;
  while (performance.now() < deadline) {
    const found = readPostmaster(place.data);
    const living = found ? processesOn(place.data, found.pid) : [];
    if (!found || living.length === 0) {
      rmSync(path.join(place.data, "postmaster.pid"), { force: true });
      return undefined;
    }
    if (found.isReady && living.includes(found.pid)) {
      const server = runningServer(found.pid, found.port);
      if (password && (await takes(applicationUrl(found.port, password)))) return server;
      await stopPostmaster(server, { mode: "fast", binaries: place.binaries });
    }
    await pause(10);
  }
  throw new Error(`A PostgreSQL server that does not answer runs on ${place.data}: end it and start again.`);
}

/**
 * The processes of PostgreSQL on a cluster: the server, or children that outlive it for a moment. Each
 * works inside the data folder, so that a process which was given an old server's pid is told from it.
 */
function processesOn(data: string, serverPid: number): number[] {
  if (process.platform !== "linux") return isRunning(serverPid) ? [serverPid] : [];
  const folder = realpathSync(data);
  const pids = readdirSync("/proc").map(Number).filter(Number.isInteger);
  return pids.filter((pid) => workingFolder(pid) === folder && isRunning(pid));
}

function workingFolder(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined;
  }
}

function takes(url: string): Promise<boolean> {
  return administer(url, "select 1").then(
    () => true,
    () => false,
  );
}
