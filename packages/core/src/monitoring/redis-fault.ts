import { RedisLink } from "../kernel/procedure/rate-limit/redis-link.ts";

/** Returns why this Redis cannot count rate limits, such as `ECONNREFUSED` or `WRONGPASS`, or undefined. */
export async function findRedisFault(url: string): Promise<string | undefined> {
  const faults: string[] = [];
  const link = new RedisLink({ url, onShared: (_isShared, reason = "unknown") => void faults.push(reason) });
  try {
    await link.open();
    return faults[0];
  } finally {
    link.close();
  }
}
