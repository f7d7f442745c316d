import cluster, { type Worker } from "node:cluster";
import { on } from "node:events";
import { fileURLToPath } from "node:url";
import { sharedWhilePending } from "../metrics/shared-while-pending.ts";
import type { Settings } from "../settings/settings.ts";
import { maxStopMilliseconds } from "../start/drain.ts";
import type { RunningServer } from "../start/server.ts";
import { openSharedResources, type SharedResources, type StartOptions } from "../start/shared-resources.ts";
import { SlowSteps } from "../start/slow-steps.ts";
import type { Assignment } from "./messages.ts";
import { isFromWorker, type ToWorker } from "./messages.ts";
import { WorkerPool } from "./worker-pool.ts";

const file = fileURLToPath(new URL("./worker-main.ts", import.meta.url));

/**
 * Starts the primary process and its workers. The primary starts the database, migrates it and holds the key. Workers
 * load in the meantime, then answer calls.
 */
export async function startCluster(settings: Settings, options: StartOptions): Promise<RunningServer> {
  const { logger } = options;
  // Workers accept from the socket themselves. Otherwise, connections accepted for a worker that ends would be lost.
  if (settings.inheritedSocket !== null) cluster.schedulingPolicy = cluster.SCHED_NONE;
  const cleanup = new AsyncDisposableStack();
  const resources = cleanup.use(new AsyncDisposableStack());
  const opening = openSharedResources(settings, options, resources);
  let { port } = settings;

  const work = async (): Promise<Assignment> => {
    const shared = await opening;
    // Workers that ask for port 0 share one port. If the last worker on it ends, the next must ask for its number.
    if (pool.url !== undefined && !pool.isListening) port = Number(new URL(pool.url).port);
    return { settings: { ...settings, port }, shared };
  };
  const stopMilliseconds = settings.drainDelaySeconds * 1_000 + maxStopMilliseconds;
  const pool = new WorkerPool({
    file,
    count: settings.processes,
    work,
    logger,
    bounds: { stopMilliseconds },
  });
  try {
    // Ends after the workers, which report metrics while they drain.
    if (settings.metricsPort !== null) cleanup.defer(await serveAllMetrics(settings, { options, pool }));
    cleanup.defer(() => pool.stop());
    const serving = pool.start();
    const reporting = opening.then(() =>
      new SlowSteps().wait(`Starting ${settings.processes} processes`, serving),
    );
    const [{ budget }, url] = await Promise.all([opening, serving, reporting]);
    let stopping: Promise<void> | undefined;
    const stop = () => {
      stopping ??= cleanup.disposeAsync();
      return stopping;
    };
    return { url, budget, stop };
  } catch (error) {
    // A step can be undone only after it has finished.
    await opening.catch((): SharedResources | undefined => undefined);
    await cleanup.disposeAsync();
    throw error;
  }
}

type Measured = { options: StartOptions; pool: WorkerPool<Assignment> };

/** Sums the workers' metrics. Totals of workers that hang or have ended keep their last value. */
async function serveAllMetrics(settings: Settings, { options, pool }: Measured) {
  const [{ SumOfWorkers }, { serveMetrics }] = await Promise.all([
    import("../metrics/sum-of-workers.ts"),
    import("../metrics/serve-metrics.ts"),
  ]);
  const sum = new SumOfWorkers<Worker>();
  const render = sharedWhilePending(async () => {
    const asked = pool.readyWorkers.map(async (worker) => [worker, await askNumbers(worker)] as const);
    return sum.addUp(new Map(await Promise.all(asked)));
  });
  return serveMetrics(settings, { logger: options.logger, render });
}

/** Shorter than Prometheus' default timeout, and longer than a worker waits for a frozen database. */
const answerMilliseconds = 4_000;

let questions = 0;

/**
 * Resolves to a worker's metrics. Resolves to undefined if the worker ends or takes too long, so that the others are
 * reported.
 */
async function askNumbers(worker: Worker): Promise<string | undefined> {
  questions += 1;
  const message: ToWorker = { kind: "measure", question: questions };
  const answers = on(worker, "message", {
    signal: AbortSignal.timeout(answerMilliseconds),
    close: ["disconnect", "exit"],
  });
  if (!worker.isConnected()) return undefined;
  worker.send(message, () => undefined);
  try {
    for await (const [answer] of answers)
      if (isFromWorker(answer) && answer.kind === "measured" && answer.question === message.question)
        return answer.numbers;
  } catch {
    // The answer took too long.
  }
  return undefined;
}
