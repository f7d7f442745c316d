import { fileURLToPath } from "node:url";
import type { Settings } from "../settings/settings.ts";
import type { RunningServer } from "../start/server.ts";
import { openSharedResources, type SharedResources, type StartOptions } from "../start/shared-resources.ts";
import { SlowSteps } from "../start/slow-steps.ts";
import { UndoStack } from "../start/undo-stack.ts";
import type { Assignment } from "./messages.ts";
import { WorkerPool } from "./worker-pool.ts";

const file = fileURLToPath(new URL("./worker-main.ts", import.meta.url));

/** The database, migrations and the key in this process, and calls in the workers, which load meanwhile. */
export async function startCluster(settings: Settings, options: StartOptions): Promise<RunningServer> {
  const { logger } = options;
  const undo = new UndoStack();
  const base = new UndoStack();
  undo.push(() => base.undo());
  const laying = openSharedResources(settings, options, base);
  let { port } = settings;

  const work = async (): Promise<Assignment> => {
    const shared = await laying;
    // Workers share a free port by all asking for 0; when none is left that holds it, the next has to ask for it.
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
    // Only what is done can be undone.
    await laying.catch((): SharedResources | undefined => undefined);
    await undo.undo();
    throw error;
  }
}
