import { fileURLToPath } from "node:url";
import type { Settings } from "../settings/settings.ts";
import type { RunningServer } from "../start/server.ts";
import { openSharedResources, type SharedResources, type StartOptions } from "../start/shared-resources.ts";
import { SlowSteps } from "../start/slow-steps.ts";
import { UndoStack } from "../start/undo-stack.ts";
import type { Assignment } from "./messages.ts";
import { WorkerPool } from "./worker-pool.ts";

const file = fileURLToPath(new URL("./worker-main.ts", import.meta.url));

/**
 * Starts the primary process and its workers.
 * The primary has the database, migrations and the key. Workers answer calls, and load in the meantime.
 */
export async function startCluster(settings: Settings, options: StartOptions): Promise<RunningServer> {
  const { logger } = options;
  const undo = new UndoStack();
  const base = new UndoStack();
  undo.push(() => base.undo());
  const laying = openSharedResources(settings, options, base);
  let { port } = settings;

  const work = async (): Promise<Assignment> => {
    const shared = await laying;
    // Workers that all ask for port 0 share one. If no worker holds it any more, the next must ask for its number.
    if (pool.url !== undefined && !pool.isListening) port = Number(new URL(pool.url).port);
    return { settings: { ...settings, port }, shared };
  };
  const pool = new WorkerPool({ file, count: settings.processes, work, logger });
  undo.push(() => pool.stop());
  try {
    const serving = pool.start();
    const sayingSo = laying.then(() =>
      new SlowSteps().wait(`Starting ${settings.processes} processes`, serving),
    );
    const [{ budget }, url] = await Promise.all([laying, serving, sayingSo]);
    return { url, budget, stop: () => undo.undo() };
  } catch (error) {
    // A step can be undone only after it has finished.
    await laying.catch((): SharedResources | undefined => undefined);
    await undo.undo();
    throw error;
  }
}
