import type { ServerRoleStatus } from "@caretype/db";
import type { Logger } from "../log/logger.ts";
import type { Settings } from "../settings/settings.ts";

/**
 * Returns the role for the server's connections.
 * Logs once if the audit is not fully guarded.
 */
export function chooseDatabaseRole(
  { role, isSeparateUser, auditFaults = [] }: ServerRoleStatus,
  { databasePrepare }: Pick<Settings, "databasePrepare">,
  logger: Logger,
): string | null {
  if (isSeparateUser) logger.info("the database's user can add to the audit, but not change it");
  else if (role === null) logger.warn(guardedByTriggerOnly);
  else if (!databasePrepare) logger.warn(guardedInTransactionsOnly);
  else logger.info(`serving as ${role}, which can add to the audit, but not change it`);
  if (auditFaults.length > 0)
    logger.warn({ auditFaults }, "the audit is not guarded: see `caretype audit verify`");
  return role;
}

const guardedByTriggerOnly =
  "the audit is guarded only by a trigger: the database's user can neither create nor assume the role caretype_server. " +
  "A superuser can run: create role caretype_server; grant caretype_server to …";

const guardedInTransactionsOnly =
  "behind PgBouncer, only transactions and searches assume the role caretype_server. Run `caretype migrate` as the " +
  "owner, and give the server a user that has only this role";
