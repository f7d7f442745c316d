import { listMails, type MailSummary } from "@caretype/api/mail/queries";
import { print, printToStderr } from "@caretype/cli/output";
import type { Settings } from "../settings/settings.ts";
import { withDatabase } from "./command-database.ts";
import type { ListedState } from "./register-mail-commands.ts";

const most = 100;

/** Prints one line per email, with tabs between the fields. */
export async function mailList(settings: Settings, state: ListedState | undefined): Promise<void> {
  const mails = await withDatabase(settings, ({ reader }) => listMails(reader, { state, limit: most }));
  for (const mail of mails) print(describeMail(mail));
  if (mails.length === 0)
    printToStderr(state === undefined ? "There are no emails." : `There are no ${state} emails.`);
  if (mails.length === most) printToStderr(`Only the ${most} newest are shown.`);
}

function describeMail({ id, state, template, to, createdAt, ...mail }: MailSummary): string {
  const until = state === "waiting" ? [`until ${mail.expiresAt}`] : [];
  const sent = mail.sentAt === null ? [] : [`at ${mail.sentAt}`];
  const attempts = `${mail.attempts} ${mail.attempts === 1 ? "attempt" : "attempts"}`;
  const error = mail.lastError === null ? [] : [mail.lastError];
  return [id, createdAt, template, to, state, ...sent, ...until, attempts, ...error].join("\t");
}
