import type { AddressInfo } from "node:net";
import type { FastifyInstance } from "fastify";
import { type DatabasePlace, startDatabase } from "./database-place.ts";
import type { Logger } from "./logger.ts";
import { keptSecretKey } from "./secret-key.ts";
import type { Settings } from "./settings.ts";

export type RunningServer = {
  /** `http://127.0.0.1:3000` */
  url: string;
  /** Lets what is under way finish for up to ten seconds, then gives everything back. May be called again. */
  stop(): Promise<void>;
};

const drainMilliseconds = 10_000;
/** Between the last answer and the end of its connection, which the client may be slow to see. */
const flushMilliseconds = 250;

/** Database, migrations, services, HTTP. What was begun is undone when a later step fails. */
export async function startServer(settings: Settings, logger: Logger): Promise<RunningServer> {
  const undo: (() => Promise<void>)[] = [];
  const stopAll = async () => {
    const failures: unknown[] = [];
    // One that fails must not keep the next from being undone, the database last of all.
    for (const step of undo.splice(0).reverse()) await step().catch((error: unknown) => failures.push(error));
    if (failures.length > 0) throw failures[0];
  };
  try {
    // The modules load while the database starts: neither waits for the other.
    const modules = loadModules();
    const place = await startDatabase(settings, (failure) => {
      if (failure) logger.error({ err: failure }, "the embedded database is down and did not start");
      else logger.warn("the embedded database was down and is started again");
    });
    undo.push(() => place.release());
    const app = await createRunningApp({ settings, logger, place, undo }, await modules);
    undo.push(() => drain(app));
    await app.listen({ port: settings.port, host: settings.host, listenTextResolver: () => "listening" });
    let stopped: Promise<void> | undefined;
    return { url: urlOf(app, settings.host), stop: () => (stopped ??= stopAll()) };
  } catch (error) {
    await stopAll();
    throw error;
  }
}

async function loadModules() {
  const [{ migrate, openDatabase }, { createServices }, { createApp }] = await Promise.all([
    import("@caretype/db"),
    import("@caretype/api"),
    import("./app.ts"),
  ]);
  return { migrate, openDatabase, createServices, createApp };
}

type Making = { settings: Settings; logger: Logger; place: DatabasePlace; undo: (() => Promise<void>)[] };

async function createRunningApp(
  { settings, logger, place, undo }: Making,
  { migrate, openDatabase, createServices, createApp }: Awaited<ReturnType<typeof loadModules>>,
): Promise<FastifyInstance> {
  const [secretKey] = await Promise.all([
    settings.secretKey ?? keptSecretKey(settings.dataDirectory),
    migrate(place.url),
  ]);
  const database = openDatabase({ url: place.url, prepare: settings.databasePrepare });
  undo.push(() => database.close());
  const onBackgroundFailure = (error: unknown) => logger.warn({ err: error }, "will be tried again");
  const services = await createServices({
    database,
    settings: { ...settings, secretKey, onBackgroundFailure },
  });
  undo.push(() => services.close());
  return createApp({ services, settings, logger });
}

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

function urlOf(app: FastifyInstance, host: string): string {
  const address = app.server.address();
  const port = isAddress(address) ? address.port : 0;
  const name = ["0.0.0.0", "::"].includes(host) ? "localhost" : host;
  return `http://${name.includes(":") ? `[${name}]` : name}:${port}`;
}

const isAddress = (address: AddressInfo | string | null): address is AddressInfo =>
  typeof address === "object" && address !== null;
