import type { AddressInfo } from "node:net";
import { availableParallelism } from "node:os";
import type { SealDelay, SealHead } from "@caretype/api";
import type { FastifyInstance } from "fastify";
import type { ConnectionBudget } from "../cluster/connection-budget.ts";
import type { Logger } from "../log/logger.ts";
import { directoryWrites } from "../settings/directory-writes.ts";
import { mailSettings } from "../settings/mail-settings.ts";
import type { Settings } from "../settings/settings.ts";
import { builtConsole } from "./built-console.ts";
import { openSharedResources, type SharedResources, type StartOptions } from "./shared-resources.ts";
import { SlowSteps } from "./slow-steps.ts";
import { UndoStack } from "./undo-stack.ts";

export type RunningServer = {
  /** `http://127.0.0.1:3000` */
  url: string;
  budget: ConnectionBudget;
  /** Lets what is under way finish for up to ten seconds, then gives everything back. May be called again. */
  stop(): Promise<void>;
};

const drainMilliseconds = 10_000;
/** Between a start and what goes on in the background from then on. */
const quietMilliseconds = 1_000;
/** Between the last answer and the end of its connection, which the client may be slow to see. */
const flushMilliseconds = 250;

/** Database, migrations, services, HTTP in this process. What was begun is undone when a later step fails. */
export async function startServer(settings: Settings, options: StartOptions): Promise<RunningServer> {
  const { logger } = options;
  const undo = new UndoStack();
  try {
    // The modules load while the database starts: neither waits for the other.
    const modules = loadModules();
    modules.catch(() => undefined);
    const shared = await openSharedResources(settings, options, undo);
    const listening = modules.then((loaded) => listen(loaded, { settings, shared, logger, undo }));
    const url = await new SlowSteps().wait("Loading the server", listening);
    return { url, budget: shared.budget, stop: () => undo.undo() };
  } catch (error) {
    await undo.undo();
    throw error;
  }
}

export type Modules = Awaited<ReturnType<typeof loadModules>>;

/** All that answers calls, which takes most of a start. */
export async function loadModules() {
  const [{ openDatabase }, { createServices, noteKey, ownUrl }, { createApp }, { FaultLog }] =
    await Promise.all([
      import("@caretype/db"),
      import("@caretype/api"),
      import("../http/app.ts"),
      import("../log/fault-log.ts"),
    ]);
  return { openDatabase, createServices, noteKey, ownUrl, createApp, FaultLog };
}

type Making = { settings: Settings; shared: SharedResources; logger: Logger; undo: UndoStack };

/** Services and HTTP; resolves to the URL when calls are answered there. */
export async function listen(
  { openDatabase, createServices, noteKey, ownUrl, createApp, FaultLog }: Modules,
  { settings, shared, logger, undo }: Making,
): Promise<string> {
  const { databaseUrl, listenUrl, databaseRole: role, secretKey, budget } = shared;
  const prepare = settings.databasePrepare;
  const database = openDatabase({ url: databaseUrl, listenUrl, role, prepare, ...budget.pools });
  undo.push(() => database.close());
  // The first connection opens while the rest is made; who asks whether we are ready hears if it does not.
  database.ping().catch(() => undefined);
  const faults = new FaultLog();
  undo.push(async () => faults.close());
  const onBackgroundFailure = (error: unknown) =>
    faults.report(logger, { error, text: "will be tried again", level: "warn" });
  const onAuditSealed = ({ number, hash }: SealHead) => logger.info({ number, head: hash }, "audit sealed");
  const onAuditSealLag = (delay: SealDelay) => logger.warn(delay, "the audit is not sealed for long");
  const passwordWorkers = passwordThreads(budget.processes);
  const services = await createServices({
    database,
    settings: {
      ...settings,
      secretKey,
      passwordWorkers,
      mail: mailSettings(settings, logger),
      onBackgroundFailure,
      onAuditSealed,
      onAuditSealLag,
      directoryWrites: directoryWrites(settings),
    },
  });
  undo.push(() => services.close());
  const app = await createApp({ services, settings, logger, consoleFolder: builtConsole });
  undo.push(() => drain(app));
  await app.listen({ port: settings.port, host: settings.host, listenTextResolver: () => "listening" });
  services.servedAt(ownUrl({ host: settings.host, port: portOf(app) }));
  // What that loads would be in the way of the first calls.
  const timer = setTimeout(() => {
    services.start();
    noteKey(database, secretKey).then((isStrange) => {
      if (isStrange) logger.warn(strangeKey);
    }, onBackgroundFailure);
  }, quietMilliseconds);
  undo.push(async () => clearTimeout(timer));
  return urlOf(app, settings.host);
}

const strangeKey =
  "SECRET_KEY is another one than this database was served with: all sessions have ended, links in mails are void, and authenticator apps and recovery codes cannot be read: `admin reset --second-factor` lets such accounts in. With the former key all of that is as it was.";

/** Of all processes together one fewer than there are cores, so that log-ins leave one for the rest. */
const passwordThreads = (processes: number) =>
  Math.max(1, Math.floor((availableParallelism() - 1) / processes));

/** Stops accepting, lets calls under way finish, and does not wait for connections that are merely kept open. */
export async function drain(app: FastifyInstance, milliseconds = drainMilliseconds): Promise<void> {
  app.lifecycle.startDraining();
  const closed = app.close();
  const isIdle = await app.lifecycle.idle(milliseconds);
  if (!isIdle) app.log.warn("calls were cut off by the stop");
  const timer = setTimeout(() => app.server.closeAllConnections(), isIdle ? flushMilliseconds : 0);
  await closed;
  clearTimeout(timer);
}

function portOf(app: FastifyInstance): number {
  const address = app.server.address();
  return isAddress(address) ? address.port : 0;
}

/** As it is told: an address stays one. */
function urlOf(app: FastifyInstance, host: string): string {
  const name = ["0.0.0.0", "::"].includes(host) ? "localhost" : host;
  return `http://${name.includes(":") ? `[${name}]` : name}:${portOf(app)}`;
}

const isAddress = (address: AddressInfo | string | null): address is AddressInfo =>
  typeof address === "object" && address !== null;
