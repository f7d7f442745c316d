import type { ServiceSettings } from "@caretype/api";
import { isLoopback } from "./setting-fields.ts";

type Policy = ServiceSettings["registration"];

type Circumstances = {
  given: Policy | undefined;
  host: string;
  isEmbedded: boolean;
  sendsMail: boolean;
};

/** Returns who may register. Without the setting, registration is closed on a server that others can reach. */
export function defaultRegistration({ given, host, isEmbedded, sendsMail }: Circumstances): {
  policy: Policy;
  reason: string;
} {
  if (given !== undefined) return { policy: given, reason: "set by REGISTRATION" };
  if (sendsMail) return { policy: "verified", reason: "default with SMTP_URL" };
  if (!isEmbedded) return { policy: "closed", reason: "default with DATABASE_URL and without SMTP_URL" };
  return isLoopback(host)
    ? { policy: "open", reason: `default on the embedded database while HOST is ${host}` }
    : { policy: "closed", reason: `default without SMTP_URL while other machines can reach HOST ${host}` };
}

/**
 * Returns who may write to the directory of doctors. Accounts need a verified email address, unless the server is
 * local, where no emails are sent.
 */
export const directoryWrites = (settings: {
  databaseUrl: string | null;
  registration: Policy;
  host: string;
}): NonNullable<ServiceSettings["directoryWrites"]> =>
  settings.databaseUrl === null && settings.registration === "open" && isLoopback(settings.host)
    ? "anybody"
    : "verified";
