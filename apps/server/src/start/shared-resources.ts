import type { ServerRoleStatus } from "@caretype/db";
import type { Logger } from "../log/logger.ts";
import { databaseFolder, type Settings } from "../settings/settings.ts";
import type { Tracing } from "../tracing/tracing.ts";
import type { ConnectionBudget } from "./connection-budget.ts";
import {
  describeWeakGuard,
  findListenUrl,
  migrateDirectly,
  warnUnencryptedDatabase,
} from "./database-connection.ts";
import { keepsLog, startDatabase } from "./database-server.ts";
import { loadSecretKey } from "./secret-key.ts";
import { SlowSteps } from "./slow-steps.ts";

/** The resources that all processes of a server share. The first process creates them. */
export type SharedResources = {
  databaseUrl: string;
  /** The URL for notifications, or null. */
  listenUrl: string | null;
  /** The role that the server's connections assume. Null: they keep their user's rights. */
  databaseRole: string | null;
  secretKey: string;
  budget: ConnectionBudget;
};

export type StartOptions = {
  logger: Logger;
  /** Ends the wait for a database. */
  signal?: AbortSignal | undefined;
  /** Undefined disables tracing. */
  tracing?: Tracing | undefined;
  /** The console's build, which continues while the database starts. */
  building?: Promise<void> | undefined;
};

/** Starts the embedded database if needed, migrates, and determines the key and the connection budget. */
export async function openSharedResources(
  settings: Settings,
  { logger, signal, building }: StartOptions,
  cleanup: AsyncDisposableStack,
): Promise<SharedResources> {
  const steps = new SlowSteps();
  // Modules load while the database starts.
  const loading = loadModules();
  loading.catch(() => undefined);
  let failure: unknown;
  const starting = startDatabase(settings, (error) => {
    failure = error;
    if (error)
      logger.error(
        { err: error, folder: databaseFolder(settings.dataDirectory) },
        "the embedded database is down and could not be restarted: server.log in its folder says why",
      );
    else logger.warn("the embedded database was down and was restarted");
  });
  const server = await steps.wait("Starting PostgreSQL", starting);
  cleanup.defer(() => server.release());
  const { readConnectionLimits, connectionBudget, awaitDatabase } = await loading;
  const prepareDatabase = async () => {
    const listenUrl = await findListenUrl(server.url, settings, logger);
    const results = [readConnectionLimits(server.url), migrateDirectly(server.url, settings)] as const;
    const [limits, roleStatus] = await Promise.all(results);
    return { listenUrl, limits, roleStatus };
  };
  const prepareWithProgress = () =>
    steps.wait("Connecting to the database and migrating it", prepareDatabase()).catch((error: unknown) => {
      // The reason why the embedded database is down, such as a full disk.
      throw failure ?? error;
    });
  const [secretKey, { listenUrl, limits, roleStatus }] = await Promise.all([
    settings.secretKey ?? loadSecretKey(settings.dataDirectory),
    awaitDatabase(prepareWithProgress, { ...settings, signal }),
  ]);
  if (building !== undefined) await steps.wait("Building the console", building);
  const budget = connectionBudget(settings.processes, limits);
  const { pools, isTight } = budget;
  if (isTight) logger.warn(pools, "the database grants fewer connections than this server wants");
  logger.info(`connections: ${budget.text}`);
  for (const url of [server.url, ...settings.databaseReadUrls]) warnUnencryptedDatabase(url, logger);
  const databaseRole = chooseDatabaseRole(roleStatus, settings, logger);
  if (settings.auditArchive) {
    const { archiveAudit } = await import("../maintenance/archive-audit.ts");
    const task = archiveAudit(settings.databaseDirectUrl ?? server.url, settings.auditArchive, logger);
    cleanup.defer(() => task.stop());
  }
  // A pooler would pass the lock's session to others.
  if (listenUrl !== null) {
    const { packAudit } = await import("../maintenance/pack-audit.ts");
    const task = packAudit(listenUrl, logger);
    cleanup.defer(() => task.stop());
  }
  if (settings.backups) {
    const { scheduleBackups } = await import("../maintenance/scheduled-backups.ts");
    const url = settings.databaseDirectUrl ?? server.url;
    const task = scheduleBackups({ url, plan: settings.backups, logger });
    cleanup.defer(() => task.stop());
  }
  if (keepsLog(settings)) {
    const { archiveWal } = await import("../maintenance/wal-archiving.ts");
    const task = await archiveWal({ url: server.url, settings, logger });
    cleanup.defer(() => task.stop());
  }
  return { databaseUrl: server.url, listenUrl, databaseRole, secretKey, budget };
}

async function loadModules() {
  const [database, budget, waiting] = await Promise.all([
    import("@caretype/db"),
    import("./connection-budget.ts"),
    import("./await-database.ts"),
  ]);
  return { ...database, ...budget, ...waiting };
}

/**
 * Returns the role for the server's connections.
 * Logs once if the audit is not fully guarded.
 */
function chooseDatabaseRole(status: ServerRoleStatus, settings: Settings, logger: Logger): string | null {
  const { role, isSeparateUser, auditFaults = [] } = status;
  const weakness = describeWeakGuard(status, settings);
  if (weakness !== undefined) logger.warn(weakness);
  else if (isSeparateUser) logger.info("the database's user can add to the audit, but not change it");
  else logger.info(`serving as ${role}, which can add to the audit, but not change it`);
  if (auditFaults.length > 0)
    logger.warn({ auditFaults }, "the audit is not guarded: see `caretype audit verify`");
  return role;
}
