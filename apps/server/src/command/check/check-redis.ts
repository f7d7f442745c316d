import { isLoopback } from "../../settings/setting-fields.ts";
import type { Settings } from "../../settings/settings.ts";
import { type Finding, ok, warning } from "./finding.ts";

/** Without its Redis, a server still limits calls, for each process on its own. So nothing of it is a problem. */
export async function checkRedis({ redisUrl }: Pick<Settings, "redisUrl">): Promise<Finding[]> {
  if (redisUrl === null) return [];
  const { findRedisFault } = await import("@caretype/api/monitoring/redis-fault");
  const { host, hostname, protocol } = new URL(redisUrl);
  const fault = await findRedisFault(redisUrl);
  const isOpen = protocol === "redis:" && !isLoopback(hostname.replace(/^\[(.*)\]$/, "$1"));
  return [
    fault === undefined
      ? ok("Rate limits", `shared by all servers through ${host}`)
      : warning("Rate limits", `${host} does not count (${fault}), so each process counts on its own`),
    ...(isOpen ? [warning("Rate limits", "the connection is not encrypted: use rediss://")] : []),
  ];
}
