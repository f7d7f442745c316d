import type { ConnectionBudget } from "../cluster/connection-budget.ts";
import type { Logger } from "../log/logger.ts";
import type { Settings } from "../settings/settings.ts";
import { startDatabase } from "./database-place.ts";
import { chooseDatabaseRole } from "./database-role.ts";
import { migrateAt, urlToListenAt } from "./database-route.ts";
import { keptSecretKey } from "./secret-key.ts";
import { SlowSteps } from "./slow-steps.ts";
import type { UndoStack } from "./undo-stack.ts";

/**
 * The resources that all processes of a server share.
 * The first process creates them.
 */
export type SharedResources = {
  databaseUrl: string;
  /** The URL for notifications. Null: none. */
  listenUrl: string | null;
  /**
   * The role that the server's connections assume.
   * Null: they keep the rights of their user.
   */
  databaseRole: string | null;
  secretKey: string;
  budget: ConnectionBudget;
};

export type StartOptions = {
  logger: Logger;
  /** Ends the wait for a database. */
  signal?: AbortSignal | undefined;
};

/** Starts the embedded database if needed, migrates, and determines the key and the connection budget. */
export async function openSharedResources(
  settings: Settings,
  { logger, signal }: StartOptions,
  undo: UndoStack,
): Promise<SharedResources> {
  const steps = new SlowSteps();
  // Modules load while the database starts.
  const loading = loadWhatAsksTheDatabase();
  loading.catch(() => undefined);
  const starting = startDatabase(settings, (failure) => {
    if (failure) logger.error({ err: failure }, "the embedded database is down and could not be restarted");
    else logger.warn("the embedded database was down and was restarted");
  });
  const place = await steps.wait("Starting PostgreSQL", starting);
  undo.push(() => place.release());
  const { readConnectionLimits, connectionBudget, awaitDatabase, warnUnencryptedDatabase } = await loading;
  const askDatabase = async () => {
    const listenUrl = await urlToListenAt(place.url, settings, logger);
    const answers = [readConnectionLimits(place.url), migrateAt(place.url, settings)] as const;
    const [limits, serving] = await Promise.all(answers);
    return { listenUrl, limits, serving };
  };
  const askPatiently = () => steps.wait("Connecting to the database and migrating it", askDatabase());
  const [secretKey, { listenUrl, limits, serving }] = await Promise.all([
    settings.secretKey ?? keptSecretKey(settings.dataDirectory),
    awaitDatabase(askPatiently, { ...settings, signal }),
  ]);
  const budget = connectionBudget(settings.processes, limits);
  const { pools, isTight } = budget;
  if (isTight) logger.warn(pools, "the database grants fewer connections than this server wants");
  logger.info(`connections: ${budget.text}`);
  warnUnencryptedDatabase(place.url, logger);
  const databaseRole = chooseDatabaseRole(serving, settings, logger);
  return { databaseUrl: place.url, listenUrl, databaseRole, secretKey, budget };
}

async function loadWhatAsksTheDatabase() {
  const [database, budget, waiting, warning] = await Promise.all([
    import("@caretype/db"),
    import("../cluster/connection-budget.ts"),
    import("./await-database.ts"),
    import("./warn-unencrypted-database.ts"),
  ]);
  return { ...database, ...budget, ...waiting, ...warning };
}
