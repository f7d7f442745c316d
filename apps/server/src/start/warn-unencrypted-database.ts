import { parseDatabaseUrl } from "@caretype/db";
import type { Logger } from "../log/logger.ts";
import { isLoopback } from "../settings/setting-fields.ts";

/** Without `sslmode`, passwords and patients' data cross the network as they are: that should be somebody's decision. */
export function warnUnencryptedDatabase(databaseUrl: string, logger: Logger): void {
  const { host, ssl } = parseDatabaseUrl(databaseUrl);
  const isHere = host.startsWith("/") || isLoopback(host);
  const { searchParams } = new URL(databaseUrl);
  const isDecided = searchParams.has("sslmode") || searchParams.has("ssl");
  if (isHere || isDecided || ssl !== false) return;
  logger.warn(
    { host },
    "the connection to the database is not encrypted, as no sslmode is set: use sslmode=verify-full, " +
      "or say sslmode=disable where the network is trusted",
  );
}
