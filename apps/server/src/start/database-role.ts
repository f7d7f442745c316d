import type { Serving } from "@caretype/db";
import type { Logger } from "../log/logger.ts";
import type { Settings } from "../settings/settings.ts";

/** What the connections that serve are to take on; where the audit is guarded by less than that, the log says so, once. */
export function chooseDatabaseRole(
  { role, isApart, auditFaults = [] }: Serving,
  { databasePrepare }: Pick<Settings, "databasePrepare">,
  logger: Logger,
): string | null {
  if (isApart) logger.info("the database's user may add to the audit and not change it");
  else if (role === null) logger.warn(guardedByTriggerOnly);
  else if (!databasePrepare) logger.warn(guardedInTransactionsOnly);
  else logger.info(`serving as ${role}, which may add to the audit and not change it`);
  if (auditFaults.length > 0)
    logger.warn({ auditFaults }, "nothing guards the audit: see `caretype audit verify`");
  return role;
}

const guardedByTriggerOnly =
  "the audit is guarded by a trigger only, as the database's user can neither make nor take on the role caretype_server; " +
  "a superuser can: create role caretype_server; grant caretype_server to …";

const guardedInTransactionsOnly =
  "behind PgBouncer only transactions and searches take on the role caretype_server: let `caretype migrate` use the " +
  "owner, and give the server a user that is a member of that role and no more";
