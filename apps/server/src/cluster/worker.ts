import cluster from "node:cluster";
import { createLogger, type Logger } from "../log/logger.ts";
import { listen, loadModules } from "../start/server.ts";
import { UndoStack } from "../start/undo-stack.ts";
import { type Assignment, type FromWorker, isToWorker } from "./messages.ts";

/** The ten seconds of a drain, and what it takes to give everything back. */
const longestStopMilliseconds = 18_000;

/** One process that answers calls, until the primary says so, or is gone, or somebody ends just this one. */
export function runWorker(): void {
  const modules = loadModules();
  // Why they do not load is said when there is work.
  modules.catch(() => undefined);
  const undo = new UndoStack();
  let logger: Logger | undefined;
  let isListening = false;
  let isStopping = false;

  const stop = (why: string, exitCode = 0) => {
    // A start that is not done yet has taken no calls.
    if (!isListening) process.exit(exitCode);
    if (isStopping) return;
    isStopping = true;
    logger?.info(`stopping: ${why}`);
    // Without a primary nobody else ends what does not end by itself.
    setTimeout(() => process.exit(1), longestStopMilliseconds).unref();
    undo.undo().then(
      () => process.exit(exitCode),
      (error: unknown) => {
        logger?.fatal({ err: error }, "stop failed");
        process.exit(1);
      },
    );
  };

  const start = async ({ settings, shared }: Assignment) => {
    logger = createLogger(settings.logLevel);
    const url = await listen(await modules, { settings, shared, logger, undo });
    isListening = true;
    tell({ kind: "ready", url });
  };

  process.on("message", (message) => {
    if (!isToWorker(message)) return;
    if (message.kind === "stop") stop("the server stops");
    else start(message.work).catch(reportAndExit);
  });
  process.on("SIGTERM", () => stop("SIGTERM"));
  process.on("uncaughtException", (error) => {
    logger?.fatal({ err: error }, "uncaught");
    stop("its state is unknown", 1);
  });
  // Before the primary was heard of, cluster's own way, to exit at once, is right.
  cluster.worker?.once("disconnect", () => {
    if (!isListening || cluster.worker === undefined) return;
    // Else cluster exits now, in the middle of calls.
    cluster.worker.exitedAfterDisconnect = true;
    stop("its primary is gone");
  });
  tell({ kind: "hello" });
}

/** A primary that is gone hears nothing, and `disconnect` says so. */
const tell = (message: FromWorker, then: () => void = () => undefined) => {
  if (process.send && process.connected) process.send(message, undefined, undefined, then);
  else then();
};

async function reportAndExit(error: unknown): Promise<void> {
  const { describeFailure } = await import("../log/report-failure.ts");
  tell({ kind: "failed", message: describeFailure(error) }, () => process.exit(1));
}
