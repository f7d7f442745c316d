import type { AddressInfo } from "node:net";
import { availableParallelism } from "node:os";
import { setTimeout as pause } from "node:timers/promises";
import type { SealDelay, SealHead } from "@caretype/api";
import { TaskKeepsFailing } from "@caretype/core/kernel/procedure/periodic-task";
import type { FastifyInstance } from "fastify";
import { createAdmissions } from "../http/plugin/admission.ts";
import type { FaultLog } from "../log/fault-log.ts";
import type { Logger } from "../log/logger.ts";
import type { Metrics } from "../metrics/metrics.ts";
import { directoryWrites } from "../settings/registration.ts";
import type { Settings } from "../settings/settings.ts";
import type { Tracing } from "../tracing/tracing.ts";
import { builtConsole, builtGuide } from "./built-console.ts";
import type { ConnectionBudget } from "./connection-budget.ts";
import { drain } from "./drain.ts";
import { mailSettings } from "./mail-settings.ts";
import type { ReadReplicas } from "./read-replicas.ts";
import { openSharedResources, type SharedResources, type StartOptions } from "./shared-resources.ts";
import { SlowSteps } from "./slow-steps.ts";

export type RunningServer = {
  /** `http://127.0.0.1:3000` */
  url: string;
  budget: ConnectionBudget;
  /**
   * Announces the stop for `drainDelaySeconds`, lets calls finish for up to ten seconds, then releases everything.
   * May be called repeatedly.
   */
  stop(options?: StopOptions): Promise<void>;
};

/** `withoutDelay` refuses new connections at once, because the process's state may be unknown. */
export type StopOptions = { withoutDelay?: boolean };

/**
 * The backlog. With Node's 511, clients that all reconnect at once must retry a second later or more. The system may
 * allow fewer.
 */
const maxPendingConnections = 4_096;

/** The delay between the start and background work. */
const quietMilliseconds = 1_000;

/** Starts database, migrations, services and HTTP in this process. If a step fails, undoes the earlier ones. */
export async function startServer(settings: Settings, options: StartOptions): Promise<RunningServer> {
  const { logger, tracing } = options;
  const cleanup = new AsyncDisposableStack();
  const hurry = new AbortController();
  let stopping: Promise<void> | undefined;
  const stop = ({ withoutDelay = false }: StopOptions = {}) => {
    if (withoutDelay) hurry.abort();
    stopping ??= cleanup.disposeAsync();
    return stopping;
  };
  try {
    // Modules load while the database starts.
    const modules = loadModules();
    modules.catch(() => undefined);
    const shared = await openSharedResources(settings, options, cleanup);
    const metrics = await loadMetrics(settings);
    const openMetrics = metrics && (() => openMetricsPort(settings, { logger, metrics }));
    const making = { settings, shared, logger, cleanup, hurry: hurry.signal, metrics, openMetrics, tracing };
    const url = await new SlowSteps().wait(
      "Loading the server",
      modules.then((loaded) => listen(loaded, making)),
    );
    return { url, budget: shared.budget, stop };
  } catch (error) {
    await cleanup.disposeAsync();
    throw error;
  }
}

export type Modules = Awaited<ReturnType<typeof loadModules>>;

/** Loads the modules that answer calls, which takes most of a start. */
export async function loadModules() {
  const [
    { openDatabase },
    { createRouter, createServices, recordKey, ownUrl, NotReady },
    { createApp },
    { FaultLog },
  ] = await Promise.all([
    import("@caretype/db"),
    import("@caretype/api"),
    import("../app/app.ts"),
    import("../log/fault-log.ts"),
  ]);
  return { openDatabase, createRouter, createServices, recordKey, ownUrl, NotReady, createApp, FaultLog };
}

type Making = {
  settings: Settings;
  shared: SharedResources;
  logger: Logger;
  cleanup: AsyncDisposableStack;
  /** Aborted when a stop skips its delay. */
  hurry: AbortSignal;
  metrics: Metrics | undefined;
  /** Serves the metrics until calls have finished. For workers, their primary does it. */
  openMetrics?: (() => Promise<() => Promise<void>>) | undefined;
  tracing: Tracing | undefined;
};

/** Loaded on demand: its import of Node's HTTP server as an ES module also loads the HTTP client. */
async function openMetricsPort(
  settings: Settings,
  { logger, metrics }: { logger: Logger; metrics: Metrics },
) {
  const { serveMetrics } = await import("../metrics/serve-metrics.ts");
  return serveMetrics(settings, { logger, render: () => metrics.registry.metrics() });
}

export async function loadMetrics({
  metricsPort,
}: Pick<Settings, "metricsPort">): Promise<Metrics | undefined> {
  if (metricsPort === null) return undefined;
  return (await import("../metrics/metrics.ts")).createMetrics();
}

async function openReplicas(opening: ReadReplicas) {
  if (opening.settings.databaseReadUrls.length === 0) return undefined;
  return (await import("./read-replicas.ts")).openReadReplicas(opening);
}

/** Starts services and HTTP. Resolves to the URL when the server answers calls. */
export async function listen(
  { openDatabase, createRouter, createServices, recordKey, ownUrl, NotReady, createApp, FaultLog }: Modules,
  { settings, shared, logger, cleanup, hurry, metrics, openMetrics, tracing }: Making,
): Promise<string> {
  const { databaseUrl, listenUrl, databaseRole: role, secretKey, budget } = shared;
  const { port, host, inheritedSocket: fd } = settings;
  const prepare = settings.databasePrepare;
  if (tracing) cleanup.defer(() => tracing.close());
  const observe = tracing?.observe;
  const database = openDatabase({ url: databaseUrl, listenUrl, role, prepare, observe, ...budget.pools });
  cleanup.defer(() => database.close());
  const replicas = await openReplicas({ settings, shared, primary: database, observe, logger });
  if (replicas) cleanup.defer(() => replicas.close());
  // Opens connections in the meantime. The readiness check reports a failure.
  const warmUp = database.warmUp().catch(() => undefined);
  const faults = new FaultLog();
  cleanup.defer(() => faults.close());
  const events = serviceEvents(logger, faults);
  const services = await createServices({
    database,
    replicas,
    modules: settings.modules,
    settings: {
      ...settings,
      secretKey,
      passwordWorkers: passwordThreads(budget.processes),
      mail: mailSettings(settings, logger),
      ...events,
      directoryWrites: directoryWrites(settings),
      ...(metrics && { onCall: metrics.onCall }),
      ...(tracing && { traceCall: tracing.call }),
    },
  });
  const admissions = createAdmissions();
  metrics?.watch(services, settings, admissions);
  cleanup.defer(() => services.close());
  if (openMetrics) cleanup.defer(await openMetrics());
  const folders = { consoleFolder: builtConsole, guideFolder: builtGuide() };
  const router = createRouter(settings.modules);
  const app = await createApp({ services, settings, logger, tracing, admissions, router, ...folders });
  cleanup.defer(() => {
    const delay = pause(settings.drainDelaySeconds * 1_000, undefined, { signal: hurry });
    return drain(app, { announced: delay.catch(() => undefined), keepsQueue: fd !== null });
  });
  await warmUp;
  // With an existing socket, Fastify needs an address here: for a name, it would open more sockets.
  const place = fd === null ? { port, host } : { fd, host: "127.0.0.1" };
  await app.listen({ ...place, backlog: maxPendingConnections, listenTextResolver: () => "listening" });
  services.servedAt(ownUrl({ host: settings.host, port: portOf(app) }));
  // Delayed, because its modules would slow down the first calls.
  const timer = setTimeout(() => {
    services.start();
    // Otherwise, only `/health/ready` would report it.
    services.readiness.check().catch((error: unknown) => {
      if (error instanceof NotReady) faults.report(logger, { error, text: "not ready", level: "warn" });
    });
    recordKey(database, secretKey).then((isStrange) => {
      if (isStrange) logger.warn(strangeKey);
    }, events.onBackgroundFailure);
  }, quietMilliseconds);
  cleanup.defer(() => clearTimeout(timer));
  return urlOf(app, settings.host);
}

/** Logs what the services report. */
function serviceEvents(logger: Logger, faults: FaultLog) {
  let isSealLate = false;
  return {
    onBackgroundFailure: (error: unknown) =>
      error instanceof TaskKeepsFailing
        ? faults.report(logger, { error, text: "background work fails on every run", level: "error" })
        : faults.report(logger, { error, text: "background work failed and will be retried", level: "warn" }),
    onClockOffset: (seconds: number) =>
      logger.warn({ seconds }, "the clock differs from the database's: synchronise both"),
    onUndeclaredCode: (procedure: string, code: string) =>
      logger.warn({ procedure, code }, "the procedure answered a code that it does not declare"),
    onAuditSealed: ({ number, hash }: SealHead) => {
      isSealLate = false;
      logger.info({ number, head: hash }, "audit sealed");
    },
    // Logged once: the task is late every minute, until its cause ends.
    onAuditSealLag: (delay: SealDelay) => {
      if (!isSealLate) logger.warn(delay, "the audit has not been sealed for too long");
      isSealLate = true;
    },
    onRateLimitsShared: (isShared: boolean, reason?: string) => {
      if (isShared) logger.info("the rate limits are shared again, and sign-ins are accepted");
      else
        logger.warn(
          { reason },
          "Redis does not count: sign-ins are refused, other calls limited per process",
        );
    },
  };
}

const strangeKey =
  "SECRET_KEY differs from the key that this database was used with. All sessions have ended, links in emails are void, and authenticator apps and recovery codes cannot be decrypted. `admin reset --second-factor` lets such accounts in. With the former key, everything works as before.";

/** One thread fewer than cores, over all processes, so that sign-ins leave a core for the rest. */
const passwordThreads = (processes: number) =>
  Math.max(1, Math.floor((availableParallelism() - 1) / processes));

function portOf(app: FastifyInstance): number {
  const address = app.server.address();
  return isAddress(address) ? address.port : 0;
}

function urlOf(app: FastifyInstance, host: string): string {
  const name = ["0.0.0.0", "::"].includes(host) ? "localhost" : host;
  return `http://${name.includes(":") ? `[${name}]` : name}:${portOf(app)}`;
}

const isAddress = (address: AddressInfo | string | null): address is AddressInfo =>
  typeof address === "object" && address !== null;
