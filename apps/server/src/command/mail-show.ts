import { createLinkMaker, createLinkTokens, findMail, ownUrl, renderMail } from "@caretype/api";
import { print, tell } from "../log/output.ts";
import type { Settings } from "../settings/settings.ts";
import { keptSecretKey } from "../start/secret-key.ts";
import { withDatabase } from "./command-database.ts";
import { requireServersKey } from "./require-servers-key.ts";
import { shellCommand } from "./shell-command.ts";

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** What the mail says, as text. Its link is made with the server's key, so that must be the one that serves. */
export async function mailShow(settings: Settings, id: string): Promise<void> {
  if (!uuid.test(id)) throw new Error(`A mail's id is a UUID, as ${shellCommand("mail list")} says it.`);
  const secretKey = settings.secretKey ?? (await keptSecretKey(settings.dataDirectory));
  const mail = await withDatabase(settings, async ({ reader }) => {
    await requireServersKey(reader, secretKey);
    return findMail(reader, id);
  });
  if (!mail) throw new Error("There is no such mail.");
  const { maker } = createLinkMaker(createLinkTokens(secretKey), settings.appUrl ?? ownUrl(settings));
  const { subject, text } = renderMail(mail, maker);
  if (mail.state === "failed") {
    tell(
      mail.expiresAt <= new Date().toISOString()
        ? "It has expired unsent, and its link is not good any more."
        : "Its recipient was refused for good, so it is not sent any more.",
    );
  }
  print(`To: ${mail.to}\nSubject: ${subject}\n\n${text}`);
}
