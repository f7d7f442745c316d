import cluster from "node:cluster";
import type { Logger } from "../log/logger.ts";
import type { Metrics } from "../metrics/metrics.ts";
import { maxStopMilliseconds } from "../start/drain.ts";
import { listen, loadMetrics, loadModules } from "../start/server.ts";
import { openLog } from "../tracing/load-tracing.ts";
import { type Assignment, type FromWorker, isToWorker } from "./messages.ts";

/** Answers calls until the primary says to stop, is gone, or a signal ends this process. */
export function runWorker(): void {
  const modules = loadModules();
  // A failure to load is reported once there is work.
  modules.catch(() => undefined);
  const cleanup = new AsyncDisposableStack();
  let logger: Logger | undefined;
  let delayMilliseconds = 0;
  const hurry = new AbortController();
  let isListening = false;
  let isStopping = false;

  const stop = (why: string, exitCode = 0) => {
    // Before it listens, it has taken no calls.
    if (!isListening) process.exit(exitCode);
    if (isStopping) return;
    isStopping = true;
    logger?.info(`stopping: ${why}`);
    exitAfter(delayMilliseconds + maxStopMilliseconds);
    cleanup.disposeAsync().then(
      () => process.exit(exitCode),
      (error: unknown) => {
        logger?.fatal({ err: error }, "stop failed");
        process.exit(1);
      },
    );
  };

  const start = async ({ settings, shared }: Assignment) => {
    const log = await openLog(settings);
    logger = log.logger;
    delayMilliseconds = settings.drainDelaySeconds * 1_000;
    const metrics = await loadMetrics(settings);
    if (metrics) measureWhenAsked(metrics);
    const making = { settings, shared, cleanup, hurry: hurry.signal, metrics, ...log };
    const url = await listen(await modules, making);
    isListening = true;
    send({ kind: "ready", url });
  };

  process.on("message", (message) => {
    if (!isToWorker(message)) return;
    if (message.kind === "stop") stop("the server is stopping");
    else if (message.kind === "start") start(message.work).catch(reportAndExit);
  });
  process.on("SIGTERM", () => stop("SIGTERM"));
  process.on("uncaughtException", (error) => {
    logger?.fatal({ err: error }, "uncaught");
    hurry.abort();
    stop("its state is unknown", 1);
  });
  // Before it listens, cluster's default is right: to exit at once.
  cluster.worker?.once("disconnect", () => {
    if (!isListening || cluster.worker === undefined) return;
    // Otherwise cluster exits now, in the middle of calls.
    cluster.worker.exitedAfterDisconnect = true;
    // No new connection can arrive, so there is nothing to wait for.
    hurry.abort();
    exitAfter(maxStopMilliseconds);
    stop("its primary is gone");
  });
  send({ kind: "hello" });
}

/** Without a primary, nothing else kills a worker that hangs. */
const exitAfter = (milliseconds: number) => void setTimeout(() => process.exit(1), milliseconds).unref();

/** Answers the primary's requests for metrics. Without an answer, this worker is left out. */
function measureWhenAsked({ registry }: Metrics): void {
  const answer = async (question: number) => {
    const { packNumbers } = await import("../metrics/sum-of-workers.ts");
    send({ kind: "measured", question, numbers: await packNumbers(registry) });
  };
  process.on("message", (message) => {
    if (isToWorker(message) && message.kind === "measure") answer(message.question).catch(() => undefined);
  });
}

/** Sends nothing if the primary is gone: the `disconnect` event handles that. */
const send = (message: FromWorker, then: () => void = () => undefined) => {
  if (process.send && process.connected) process.send(message, undefined, undefined, then);
  else then();
};

async function reportAndExit(error: unknown): Promise<void> {
  const { describeFailure } = await import("../log/report-failure.ts");
  send({ kind: "failed", message: describeFailure(error) }, () => process.exit(1));
}
