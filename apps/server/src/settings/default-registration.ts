import type { ServiceSettings } from "@caretype/api";
import { isLoopback } from "./setting-fields.ts";

type Policy = ServiceSettings["registration"];

type Circumstances = {
  /** What `REGISTRATION` says. */
  given: Policy | undefined;
  host: string;
  isEmbedded: boolean;
  sendsMail: boolean;
};

/** Who may register where nobody has decided it: no server that others reach lets strangers in without a proof. */
export function defaultRegistration({ given, host, isEmbedded, sendsMail }: Circumstances): {
  policy: Policy;
  reason: string;
} {
  if (given !== undefined) return { policy: given, reason: "set by REGISTRATION" };
  if (sendsMail) return { policy: "verified", reason: "the default with SMTP_URL" };
  if (!isEmbedded) return { policy: "closed", reason: "the default with DATABASE_URL and without SMTP_URL" };
  return isLoopback(host)
    ? { policy: "open", reason: `the default on the embedded database, as HOST is ${host}` }
    : { policy: "closed", reason: `the default without SMTP_URL, as other machines reach HOST ${host}` };
}
