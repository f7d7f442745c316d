import type { ServiceSettings } from "@caretype/api";
import type { Settings } from "./settings.ts";

/** Addresses that nobody but this machine reaches. */
const isLoopback = (host: string) => /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i.test(host);

/**
 * Who registers on a server that others reach writes to the directory of doctors only with a verified address. To try
 * Caretype on one's own machine, where no mail goes out, nobody has to verify one.
 */
export function directoryWrites({
  databaseUrl,
  registration,
  host,
}: Pick<Settings, "databaseUrl" | "registration" | "host">): NonNullable<ServiceSettings["directoryWrites"]> {
  return databaseUrl === null && registration === "open" && isLoopback(host) ? "anybody" : "verified";
}
