import { type AccountReset, resetAccountAs } from "@caretype/api";
import { print, tell } from "../log/output.ts";
import type { Settings } from "../settings/settings.ts";
import { keptSecretKey } from "../start/secret-key.ts";
import { withServices } from "./admin-services.ts";
import { requireServersKey } from "./require-servers-key.ts";

export type ResetOptions = { email: string; secondFactor: boolean; mail: boolean };

/** The link alone is the result, so that it can be piped to where it is handed on. */
export async function adminReset(settings: Settings, options: ResetOptions): Promise<void> {
  const { email, secondFactor, mail: byMail } = options;
  // The link is good only where the key is that of the server.
  const secretKey = settings.secretKey ?? (await keptSecretKey(settings.dataDirectory));
  const reset = await withServices({ ...settings, secretKey }, async (services) => {
    await requireServersKey(services.database.reader, secretKey);
    return resetAccountAs(services, { email, secondFactor, byMail });
  });
  tell(describe(reset, options));
  if (byMail && settings.smtpUrl === null)
    tell("No SMTP_URL is set here: the mail goes out by a server that has one.");
  if (reset.link !== null) print(reset.link);
}

function describe({ email, hours, hadSecondFactor }: AccountReset, { secondFactor, mail }: ResetOptions) {
  const factor = hadSecondFactor
    ? ", its second factors are removed"
    : secondFactor
      ? ", it had no second factor"
      : "";
  const good = `once, for ${hours} ${hours === 1 ? "hour" : "hours"}`;
  return [
    `${email}: the password of before is not good any more, all sessions are ended${factor}.`,
    mail
      ? `A link to a new password, good ${good}, is mailed to it.`
      : `This leads to a new password, ${good}:`,
  ].join("\n");
}
