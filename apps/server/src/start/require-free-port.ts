import { once } from "node:events";
import { createServer } from "node:net";
import type { Settings } from "../settings/settings.ts";

/**
 * Throws the system's error for a port or an address that cannot be used. It is told before the database starts and the
 * console is built.
 */
export async function requireFreePort({ port, host, inheritedSocket }: Settings): Promise<void> {
  if (inheritedSocket !== null || port === 0) return;
  const probe = createServer().listen({ port, host, exclusive: true });
  await once(probe, "listening");
  await once(probe.close(), "close");
}
