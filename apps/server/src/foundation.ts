import type { ConnectionBudget } from "./cluster/connection-budget.ts";
import { startDatabase } from "./database-place.ts";
import { migrateAt, urlToListenAt } from "./database-route.ts";
import type { Logger } from "./logger.ts";
import { roleToServeAs } from "./role-to-serve-as.ts";
import { keptSecretKey } from "./secret-key.ts";
import type { Settings } from "./settings.ts";
import type { UndoStack } from "./undo-stack.ts";

/** What all processes of a server stand on; made once, by the first of them. */
export type Foundation = {
  databaseUrl: string;
  /** Where notifications are heard. Null: nowhere. */
  listenUrl: string | null;
  /** What the connections that calls are answered on take on. Null: nothing, they have the given user's rights. */
  databaseRole: string | null;
  secretKey: string;
  budget: ConnectionBudget;
};

/** The database, started if it is ours and migrated, the key, and who may open how many connections. */
export async function layFoundation(
  settings: Settings,
  logger: Logger,
  undo: UndoStack,
): Promise<Foundation> {
  // Loads while the database starts: neither waits for the other.
  const loading = Promise.all([import("@caretype/db"), import("./cluster/connection-budget.ts")]);
  loading.catch(() => undefined);
  const place = await startDatabase(settings, (failure) => {
    if (failure) logger.error({ err: failure }, "the embedded database is down and did not start");
    else logger.warn("the embedded database was down and is started again");
  });
  undo.push(() => place.release());
  const [{ readConnectionLimits }, { connectionBudget }] = await loading;
  const listenUrl = await urlToListenAt(place.url, settings, logger);
  const [secretKey, limits, serving] = await Promise.all([
    settings.secretKey ?? keptSecretKey(settings.dataDirectory),
    readConnectionLimits(place.url),
    migrateAt(place.url, settings),
  ]);
  const budget = connectionBudget(settings.processes, limits);
  const { pools, isTight } = budget;
  if (isTight) logger.warn(pools, "the database grants fewer connections than this server would use");
  logger.info(`connections: ${budget.text}`);
  const databaseRole = roleToServeAs(serving, settings, logger);
  return { databaseUrl: place.url, listenUrl, databaseRole, secretKey, budget };
}
