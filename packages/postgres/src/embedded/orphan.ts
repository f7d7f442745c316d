import { rmSync } from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { executeStatement } from "@caretype/db/connection";
import type { ClusterLocation } from "./cluster-location.ts";
import { applicationUrl } from "./credentials.ts";
import { throwIfOutOfFiles } from "./out-of-files.ts";
import {
  type Postmaster,
  type RunningServer,
  readPostmaster,
  runningServer,
  send,
  stopPostmaster,
} from "./postmaster.ts";
import { processesOn, serverAmong } from "./processes.ts";

/** An orphaned server may still be starting or recovering. */
const patienceMilliseconds = 30_000;
/** Enough for a new server to write its pid file, and for children to notice that their server died. */
const momentMilliseconds = 3_000;

/**
 * Returns the server still running on a cluster whose owner has died, if it accepts our password. Otherwise the
 * server is stopped. A pid file without a server is removed.
 */
export async function findOrphan(
  location: ClusterLocation,
  password: string | undefined,
): Promise<RunningServer | undefined> {
  const began = performance.now();
  while (performance.now() < began + patienceMilliseconds) {
    const found = readPostmaster(location.data);
    const living = processesOn(location.data, found?.pid);
    if (living.length === 0) {
      rmSync(path.join(location.data, "postmaster.pid"), { force: true });
      return undefined;
    }
    const isKnown = found !== undefined && living.includes(found.pid);
    if (isKnown && found.isReady) {
      const server = runningServer(found.pid, found.port);
      if (password && (await accepts(applicationUrl(found.port, password)))) return server;
      await stopPostmaster(server, { mode: "fast", binaries: location.binaries });
    } else if (!isKnown && performance.now() > began + momentMilliseconds) {
      await end(living, { found, binaries: location.binaries });
    }
    await pause(10);
  }
  throw new Error(`A PostgreSQL server on ${location.data} does not answer. Stop it and start again.`);
}

type Finding = { found: Postmaster | undefined; binaries: string };

/** Ends a server whose pid file is broken, or children that have not noticed that their server died. */
async function end(living: readonly number[], { found, binaries }: Finding) {
  const server = found ? undefined : serverAmong(living);
  if (server === undefined) for (const pid of living) send(pid, "SIGKILL");
  else await stopPostmaster(runningServer(server, 0), { mode: "fast", binaries });
}

function accepts(url: string): Promise<boolean> {
  return executeStatement(url, "select 1").then(
    () => true,
    (error) => {
      throwIfOutOfFiles(error);
      return false;
    },
  );
}
