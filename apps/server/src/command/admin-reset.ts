import { type AccountReset, resetAccountAs } from "@caretype/api";
import { print, printToStderr } from "@caretype/cli/output";
import type { Settings } from "../settings/settings.ts";
import { loadSecretKey, requireMatchingKey } from "../start/secret-key.ts";
import { withServices } from "./admin-commands.ts";

export type ResetOptions = { email: string; secondFactor: boolean; mail: boolean };

/** Prints only the link to standard output, so that it can be piped. */
export async function adminReset(settings: Settings, options: ResetOptions): Promise<void> {
  const { email, secondFactor, mail: byMail } = options;
  // The link is valid only if the key is the server's.
  const secretKey = settings.secretKey ?? (await loadSecretKey(settings.dataDirectory));
  const reset = await withServices({ ...settings, secretKey }, async (services) => {
    await requireMatchingKey(services.database.reader, secretKey);
    return resetAccountAs(services, { email, secondFactor, byMail });
  });
  printToStderr(describe(reset, options));
  if (byMail && settings.smtpUrl === null)
    printToStderr("SMTP_URL is not set here. A server that has it sends the email.");
  if (reset.link !== null) print(reset.link);
}

function describe({ email, hours, hadSecondFactor }: AccountReset, { secondFactor, mail }: ResetOptions) {
  const factor = hadSecondFactor
    ? " Its second factors are removed."
    : secondFactor
      ? " It had no second factor."
      : "";
  const valid = `valid once, for ${hours} ${hours === 1 ? "hour" : "hours"}`;
  return [
    `${email}: the old password no longer works, and all sessions are ended.${factor}`,
    mail
      ? `A link to set a new password, ${valid}, is sent to this address.`
      : `Link to set a new password, ${valid}:`,
  ].join("\n");
}
