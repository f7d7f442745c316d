import { once } from "node:events";
import { createServer } from "node:net";
import { printToStderr } from "@caretype/cli/output";
import { parseDatabaseUrl } from "@caretype/db/address";
import type { Logger } from "../log/logger.ts";
import { shellCommand } from "../log/shell-command.ts";
import { endingSignals, requireFiles, requireTcp, sameSignalMilliseconds } from "../settings/process.ts";
import type { Settings } from "../settings/settings.ts";
import { buildConsole, isConsoleBuilt } from "../start/built-console.ts";
import { logMailDestination } from "../start/mail-settings.ts";
import type { RunningServer, StopOptions } from "../start/server.ts";
import type { StartOptions } from "../start/shared-resources.ts";
import { openLog } from "../tracing/load-tracing.ts";

type ServeOptions = {
  /** The settings file, if one was read. */
  envFile?: string | null;
  /** Whether to build the console if its sources have changed. */
  isBuilding?: boolean;
};

export async function serve(
  settings: Settings,
  { envFile = null, isBuilding = false }: ServeOptions = {},
): Promise<void> {
  // With several processes, the primary answers no calls.
  const { logger, tracing } = await openLog(
    settings.processes > 1 ? { ...settings, tracing: null } : settings,
  );
  const interruption = new AbortController();
  const { signal } = interruption;
  requireFiles();
  await requireFreePort(settings);
  const building = isBuilding ? buildConsole(signal) : undefined;
  building?.catch(() => undefined);
  const starting = start(settings, { logger, signal, tracing, building });
  stopOnSignals(starting, { logger, interruption });
  const server = await starting.catch((error: unknown) => {
    if (!interruption.signal.aborted) throw error;
  });
  if (!server) return printToStderr("Stopped before it was ready.");
  const { url, budget } = server;
  logMailDestination(settings, logger);
  printToStderr(
    [
      `Caretype ${url}`,
      `  Console        ${isConsoleBuilt() ? forBrowsers(url) : "not built: npx -y pnpm@12 build"}`,
      `  REST           ${url}/api`,
      `  Typed calls    ${url}/trpc`,
      `  API reference  ${forBrowsers(url)}/docs`,
      `  Database       ${describeDatabase(settings)}`,
      `  Connections    ${budget.text}`,
      `  Modules        ${settings.modules.join(", ")}`,
      `  Registration   ${settings.registration} (${settings.registrationReason})`,
      ...(envFile === null ? [] : [`  Settings       from the environment and ${envFile}`]),
      `First staff account: ${shellCommand("admin create --email you@example.org")}`,
      ...(settings.registration === "closed"
        ? [`First practice: ${shellCommand("practice create --email owner@example.org")}`]
        : []),
    ].join("\n"),
  );
}

/** Throws the system's error for an unusable port or address, before the database starts and the console is built. */
async function requireFreePort({ port, host, inheritedSocket }: Settings): Promise<void> {
  if (inheritedSocket !== null) return requireTcp(inheritedSocket);
  const probe = createServer().listen({ port, host, exclusive: true });
  await once(probe, "listening");
  await once(probe.close(), "close");
}

/**
 * Uses the host name `localhost`: some browsers accept a `Secure` cookie over plain HTTP only from it. Otherwise, a
 * session ends with its page.
 */
const forBrowsers = (url: string) => url.replace(/^http:\/\/(?:127\.0\.0\.1|\[::1\]):/, "http://localhost:");

/** Starts one process that does everything, or a primary whose workers answer the calls. */
async function start(settings: Settings, options: StartOptions): Promise<RunningServer> {
  if (settings.processes > 1) return (await import("../cluster/primary.ts")).startCluster(settings, options);
  return (await import("../start/server.ts")).startServer(settings, options);
}

/** Names the database in use, so that a user who expects another one notices. */
function describeDatabase({ databaseUrl, dataDirectory }: Settings): string {
  if (databaseUrl === null) return `embedded PostgreSQL, in ${dataDirectory}`;
  const { host, port, database } = parseDatabaseUrl(databaseUrl);
  return `${database} on ${host.includes(":") ? `[${host}]` : host}:${port}`;
}

type Stopping = { logger: Logger; interruption: AbortController };

/** The first signal drains, a second one ends the process at once. */
function stopOnSignals(starting: Promise<RunningServer>, { logger, interruption }: Stopping): void {
  let stoppingSince: number | undefined;
  const stop = async (exitCode: number, options?: StopOptions) => {
    if (stoppingSince !== undefined) {
      if (performance.now() - stoppingSince > sameSignalMilliseconds) process.exit(130);
      return;
    }
    stoppingSince = performance.now();
    interruption.abort();
    // A failed start has released its resources, and its caller reports the error.
    const server = await starting.catch(() => undefined);
    if (!server) {
      if (exitCode !== 0) process.exitCode = exitCode;
      return;
    }
    logger.info("stopping");
    await server.stop(options);
    logger.info("stopped");
    process.exit(exitCode);
  };
  const stopOrFail = (exitCode: number, options?: StopOptions) => {
    stop(exitCode, options).catch((error: unknown) => {
      logger.fatal({ err: error }, "stop failed");
      process.exit(1);
    });
  };
  for (const signal of endingSignals) process.on(signal, () => stopOrFail(0));
  // The process's state is now unknown. Calls in progress may still finish.
  process.on("uncaughtException", (error) => {
    logger.fatal({ err: error }, "uncaught");
    stopOrFail(1, { withoutDelay: true });
  });
}
