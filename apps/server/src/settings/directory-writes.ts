import type { ServiceSettings } from "@caretype/api";
import type { Settings } from "./settings.ts";

/** Whether only this machine can reach the address. */
const isLoopback = (host: string) => /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i.test(host);

/**
 * Returns who may write to the directory of doctors.
 * Accounts need a verified email address. To try Caretype on your own machine, where no emails are sent, you need none.
 */
export function directoryWrites({
  databaseUrl,
  registration,
  host,
}: Pick<Settings, "databaseUrl" | "registration" | "host">): NonNullable<ServiceSettings["directoryWrites"]> {
  return databaseUrl === null && registration === "open" && isLoopback(host) ? "anybody" : "verified";
}
