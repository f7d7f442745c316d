import type { AddressInfo } from "node:net";
import { availableParallelism } from "node:os";
import type { SealDelay, SealHead } from "@caretype/api";
import type { FastifyInstance } from "fastify";
import type { ConnectionBudget } from "../cluster/connection-budget.ts";
import type { Logger } from "../log/logger.ts";
import { directoryWrites } from "../settings/directory-writes.ts";
import { mailSettings } from "../settings/mail-settings.ts";
import type { Settings } from "../settings/settings.ts";
import { builtConsole, builtGuide } from "./built-console.ts";
import { CleanupStack } from "./cleanup-stack.ts";
import { openSharedResources, type SharedResources, type StartOptions } from "./shared-resources.ts";
import { SlowSteps } from "./slow-steps.ts";

export type RunningServer = {
  /** `http://127.0.0.1:3000` */
  url: string;
  budget: ConnectionBudget;
  /**
   * Lets calls finish for up to ten seconds, then releases everything.
   * May be called repeatedly.
   */
  stop(): Promise<void>;
};

const drainMilliseconds = 10_000;
/** Between the start and the start of background work. */
const quietMilliseconds = 1_000;
/** Between the last answer and the end of its connection, because the client may be slow to read it. */
const flushMilliseconds = 250;

/**
 * Starts database, migrations, services and HTTP in this process.
 * If a step fails, undoes the earlier ones.
 */
export async function startServer(settings: Settings, options: StartOptions): Promise<RunningServer> {
  const { logger } = options;
  const cleanup = new CleanupStack();
  try {
    // Modules load while the database starts.
    const modules = loadModules();
    modules.catch(() => undefined);
    const shared = await openSharedResources(settings, options, cleanup);
    const listening = modules.then((loaded) => listen(loaded, { settings, shared, logger, cleanup }));
    const url = await new SlowSteps().wait("Loading the server", listening);
    return { url, budget: shared.budget, stop: () => cleanup.run() };
  } catch (error) {
    await cleanup.run();
    throw error;
  }
}

export type Modules = Awaited<ReturnType<typeof loadModules>>;

/** Loads the modules that answer calls, which takes most of a start. */
export async function loadModules() {
  const [{ openDatabase }, { createServices, recordKey, ownUrl }, { createApp }, { FaultLog }] =
    await Promise.all([
      import("@caretype/db"),
      import("@caretype/api"),
      import("../http/app.ts"),
      import("../log/fault-log.ts"),
    ]);
  return { openDatabase, createServices, recordKey, ownUrl, createApp, FaultLog };
}

type Making = { settings: Settings; shared: SharedResources; logger: Logger; cleanup: CleanupStack };

/** Starts services and HTTP. Resolves to the URL when it answers calls. */
export async function listen(
  { openDatabase, createServices, recordKey, ownUrl, createApp, FaultLog }: Modules,
  { settings, shared, logger, cleanup }: Making,
): Promise<string> {
  const { databaseUrl, listenUrl, databaseRole: role, secretKey, budget } = shared;
  const prepare = settings.databasePrepare;
  const database = openDatabase({ url: databaseUrl, listenUrl, role, prepare, ...budget.pools });
  cleanup.push(() => database.close());
  // Opens the first connection in the meantime. The readiness check reports a failure.
  database.ping().catch(() => undefined);
  const faults = new FaultLog();
  cleanup.push(async () => faults.close());
  const onBackgroundFailure = (error: unknown) =>
    faults.report(logger, { error, text: "background work failed and will be retried", level: "warn" });
  const onUndeclaredCode = (procedure: string, code: string) =>
    logger.warn({ procedure, code }, "the procedure answered a code that it does not declare");
  const onAuditSealed = ({ number, hash }: SealHead) => logger.info({ number, head: hash }, "audit sealed");
  const onAuditSealLag = (delay: SealDelay) =>
    logger.warn(delay, "the audit has not been sealed for too long");
  const passwordWorkers = passwordThreads(budget.processes);
  const services = await createServices({
    database,
    settings: {
      ...settings,
      secretKey,
      passwordWorkers,
      mail: mailSettings(settings, logger),
      onBackgroundFailure,
      onUndeclaredCode,
      onAuditSealed,
      onAuditSealLag,
      directoryWrites: directoryWrites(settings),
    },
  });
  cleanup.push(() => services.close());
  const folders = { consoleFolder: builtConsole, guideFolder: builtGuide() };
  const app = await createApp({ services, settings, logger, ...folders });
  cleanup.push(() => drain(app));
  await app.listen({ port: settings.port, host: settings.host, listenTextResolver: () => "listening" });
  services.servedAt(ownUrl({ host: settings.host, port: portOf(app) }));
  // Delayed, because its modules would slow down the first calls.
  const timer = setTimeout(() => {
    services.start();
    recordKey(database, secretKey).then((isStrange) => {
      if (isStrange) logger.warn(strangeKey);
    }, onBackgroundFailure);
  }, quietMilliseconds);
  cleanup.push(async () => clearTimeout(timer));
  return urlOf(app, settings.host);
}

const strangeKey =
  "SECRET_KEY differs from the key that this database was used with. All sessions have ended, links in emails are void, and authenticator apps and recovery codes cannot be decrypted. `admin reset --second-factor` lets such accounts in. With the former key, everything works as before.";

/** One thread fewer than there are cores, for all processes together, so that sign-ins leave a core for the rest. */
const passwordThreads = (processes: number) =>
  Math.max(1, Math.floor((availableParallelism() - 1) / processes));

/** Stops accepting connections, lets calls finish, and closes idle connections. */
export async function drain(app: FastifyInstance, milliseconds = drainMilliseconds): Promise<void> {
  app.lifecycle.startDraining();
  const closed = app.close();
  const isIdle = await app.lifecycle.idle(milliseconds);
  if (!isIdle) app.log.warn("the stop interrupted calls");
  const timer = setTimeout(() => app.server.closeAllConnections(), isIdle ? flushMilliseconds : 0);
  await closed;
  clearTimeout(timer);
}

function portOf(app: FastifyInstance): number {
  const address = app.server.address();
  return isAddress(address) ? address.port : 0;
}

/** Returns the URL to print, with the host as it was set. */
function urlOf(app: FastifyInstance, host: string): string {
  const name = ["0.0.0.0", "::"].includes(host) ? "localhost" : host;
  return `http://${name.includes(":") ? `[${name}]` : name}:${portOf(app)}`;
}

const isAddress = (address: AddressInfo | string | null): address is AddressInfo =>
  typeof address === "object" && address !== null;
