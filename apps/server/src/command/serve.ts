import { asTyped } from "../as-typed.ts";
import { isConsoleBuilt } from "../built-console.ts";
import { createLogger, type Logger } from "../logger.ts";
import { tellWhereMailsGo } from "../mail-settings.ts";
import { tell } from "../output.ts";
import type { RunningServer } from "../server.ts";
import type { Settings } from "../settings.ts";
import { sameSignalMilliseconds } from "../signals.ts";

/** Runs until a signal ends it. */
export async function serve(settings: Settings): Promise<void> {
  const logger = createLogger(settings.logLevel);
  const starting = start(settings, logger);
  stopOnSignals(starting, logger);
  const { url, budget } = await starting;
  tellWhereMailsGo(settings, logger);
  tell(
    [
      `Caretype ${url}`,
      `  Console        ${isConsoleBuilt() ? forBrowsers(url) : "not built: npx -y pnpm@12 build"}`,
      `  REST           ${url}/api`,
      `  Typed calls    ${url}/trpc`,
      `  API reference  ${forBrowsers(url)}/docs`,
      `  Connections    ${budget.text}`,
      `First staff account: ${asTyped("admin create --email you@example.org")}`,
    ].join("\n"),
  );
}

/** Some take a `Secure` cookie over plain HTTP from this name alone, and without one a session ends with its page. */
const forBrowsers = (url: string) => url.replace(/^http:\/\/(?:127\.0\.0\.1|\[::1\]):/, "http://localhost:");

/** One process does it all; of several the first starts the others and answers no calls itself. */
async function start(settings: Settings, logger: Logger): Promise<RunningServer> {
  if (settings.processes > 1) return (await import("../cluster/primary.ts")).startCluster(settings, logger);
  return (await import("../server.ts")).startServer(settings, logger);
}

/** The first signal drains, a later one ends at once. */
function stopOnSignals(starting: Promise<RunningServer>, logger: Logger): void {
  let stoppingSince: number | undefined;
  const stop = async (exitCode: number) => {
    if (stoppingSince !== undefined) {
      if (performance.now() - stoppingSince > sameSignalMilliseconds) process.exit(130);
      return;
    }
    stoppingSince = performance.now();
    // A start that failed has cleaned up after itself, and is reported by who waits for it.
    const server = await starting.catch(() => undefined);
    if (!server) {
      if (exitCode !== 0) process.exitCode = exitCode;
      return;
    }
    logger.info("stopping");
    await server.stop();
    logger.info("stopped");
    process.exit(exitCode);
  };
  const stopOrFail = (exitCode: number) => {
    stop(exitCode).catch((error: unknown) => {
      logger.fatal({ err: error }, "stop failed");
      process.exit(1);
    });
  };
  // SIGHUP: the terminal was closed.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => stopOrFail(0));
  // Its state is unknown from here on; what is under way may still finish.
  process.on("uncaughtException", (error) => {
    logger.fatal({ err: error }, "uncaught");
    stopOrFail(1);
  });
}
