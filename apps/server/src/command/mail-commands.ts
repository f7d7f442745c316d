import { renderMail } from "@caretype/api/mail-templates";
import { print, printToStderr } from "@caretype/cli/output";
import { createLinkMaker, ownUrl } from "@caretype/core/mechanisms/mail/link-maker";
import { createLinkTokens } from "@caretype/core/mechanisms/mail/link-tokens";
import { findMail, listMails, type MailSummary } from "@caretype/core/mechanisms/mail/queries";
import { shellCommand } from "../log/shell-command.ts";
import type { Settings } from "../settings/settings.ts";
import { loadSecretKey, requireMatchingKey } from "../start/secret-key.ts";
import { withDatabase } from "./command-database.ts";
import { counted } from "./counted.ts";

const most = 100;

/** Prints one line per email, with tabs between the fields. */
export async function mailList(settings: Settings, state: MailSummary["state"] | undefined): Promise<void> {
  const mails = await withDatabase(settings, ({ reader }) => listMails(reader, { state, limit: most }));
  for (const mail of mails) print(describeMail(mail));
  if (mails.length === 0)
    printToStderr(state === undefined ? "There are no emails." : `There are no ${state} emails.`);
  if (mails.length === most) printToStderr(`Only the ${most} newest are shown.`);
}

function describeMail({ id, state, template, to, createdAt, ...mail }: MailSummary): string {
  const until = state === "waiting" ? [`until ${mail.expiresAt}`] : [];
  const sent = mail.sentAt === null ? [] : [`at ${mail.sentAt}`];
  const error = mail.lastError === null ? [] : [mail.lastError];
  return [
    id,
    createdAt,
    template,
    to,
    state,
    ...sent,
    ...until,
    counted(mail.attempts, "attempt"),
    ...error,
  ].join("\t");
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Prints an email as text. Its link is signed, so the key must be the server's. */
export async function mailShow(settings: Settings, id: string): Promise<void> {
  if (!uuid.test(id)) throw new Error(`An email's id is a UUID. ${shellCommand("mail list")} prints it.`);
  const secretKey = settings.secretKey ?? (await loadSecretKey(settings.dataDirectory));
  const mail = await withDatabase(settings, async ({ reader }) => {
    await requireMatchingKey(reader, secretKey);
    return findMail(reader, id);
  });
  if (!mail) throw new Error(`There is no email with the id ${id}.`);
  const { maker } = createLinkMaker(createLinkTokens(secretKey), settings.appUrl ?? ownUrl(settings));
  const { subject, text } = renderMail(mail, maker);
  if (mail.state === "failed") {
    printToStderr(
      mail.expiresAt <= new Date().toISOString()
        ? "It expired before it could be sent, and its link is no longer valid."
        : "Its recipient was permanently rejected, so it will not be sent.",
    );
  }
  print(`To: ${mail.to}\nSubject: ${subject}\n\n${text}`);
}
