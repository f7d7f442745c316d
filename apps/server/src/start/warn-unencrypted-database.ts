import { parseDatabaseUrl } from "@caretype/db/address";
import type { Logger } from "../log/logger.ts";
import { isLoopback } from "../settings/setting-fields.ts";

/**
 * Without `sslmode`, passwords and patient data cross the network unencrypted.
 * This must be a deliberate choice.
 */
export function warnUnencryptedDatabase(databaseUrl: string, logger: Logger): void {
  const { host, ssl } = parseDatabaseUrl(databaseUrl);
  const isDecided = /[?&]ssl(?:mode)?=/i.test(databaseUrl);
  if (isLoopback(host) || isDecided || ssl !== false) return;
  logger.warn(
    { host },
    "the connection to the database is not encrypted, because sslmode is not set: use sslmode=verify-full, " +
      "or sslmode=disable on a trusted network",
  );
}
