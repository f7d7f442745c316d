import { createLogger, type Logger } from "../log/logger.ts";
import type { Settings } from "../settings/settings.ts";
import type { Tracing } from "./tracing.ts";

/** Creates the log, and tracing if the settings name a collector. Log lines then name their trace. */
export async function openLog({
  logLevel,
  tracing: settings,
}: Pick<Settings, "logLevel" | "tracing">): Promise<{ logger: Logger; tracing: Tracing | undefined }> {
  if (settings === null) return { logger: createLogger(logLevel), tracing: undefined };
  const { createTracing } = await import("./tracing.ts");
  const tracing = createTracing(settings, (error) =>
    logger.warn({ err: error }, "the collector of traces does not accept them"),
  );
  const logger = createLogger(logLevel, undefined, tracing.logFields);
  return { logger, tracing };
}
