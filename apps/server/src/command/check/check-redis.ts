import { isLoopback } from "../../settings/setting-fields.ts";
import type { Settings } from "../../settings/settings.ts";
import { type Finding, ok, problem, warning } from "./finding.ts";

/** Without its Redis, a server refuses sign-ins. */
export async function checkRedis({ redisUrl }: Pick<Settings, "redisUrl">): Promise<Finding[]> {
  if (redisUrl === null) return [];
  const { findRedisFault } = await import("@caretype/api/monitoring/redis-fault");
  const { host, hostname, protocol } = new URL(redisUrl);
  const fault = await findRedisFault(redisUrl);
  const isOpen = protocol === "redis:" && !isLoopback(hostname.replace(/^\[(.*)\]$/, "$1"));
  return [
    fault === undefined
      ? ok("Rate limits", `shared by all servers through ${host}`)
      : problem("Rate limits", `${host} does not count (${fault}), so nobody can sign in`),
    ...(isOpen ? [warning("Rate limits", "the connection is not encrypted: use rediss://")] : []),
  ];
}
