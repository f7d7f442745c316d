import type { ServiceSettings } from "@caretype/api";
import type { Logger } from "../log/logger.ts";
import { shellCommand } from "../log/shell-command.ts";
import type { Settings } from "../settings/settings.ts";

type MailSettings = NonNullable<ServiceSettings["mail"]>;
type Given = Pick<Settings, "smtpUrl" | "mailFrom" | "databaseUrl">;

/**
 * The embedded database is for developers. On other servers, logs must not show the content of emails. No log shows
 * emails about patients.
 */
const isShown = ({ smtpUrl, databaseUrl }: Given) => smtpUrl === null && databaseUrl === null;

/** Returns how emails are sent and logged. The log shows account emails to developers without SMTP_URL only. */
export function mailSettings(settings: Given, logger: Logger): MailSettings {
  return {
    smtpUrl: settings.smtpUrl,
    from: settings.mailFrom,
    onWaiting: isShown(settings)
      ? (mail) =>
          logger.info(
            mail,
            "text" in mail
              ? "an email was not sent because SMTP_URL is not set; anybody who reads this log can use its links"
              : `an email about a patient was not sent because SMTP_URL is not set; \`${shellCommand("mail show <id>")}\` prints it`,
          )
      : undefined,
    onRefused: ({ id, attempts, error, others }) =>
      logger.warn(
        { mail: id, attempts, error, others },
        "an email was not accepted; delivery will be retried",
      ),
    onGivenUp: (id) =>
      logger.warn({ mail: id }, "an email was dropped because its recipient was permanently rejected"),
    onExpired: (ids) =>
      logger.warn({ count: ids.length, mails: ids }, "emails expired before they could be sent"),
  };
}

export function logMailDestination(settings: Given, logger: Logger): void {
  if (settings.smtpUrl !== null) return;
  if (isShown(settings))
    logger.info(
      "SMTP_URL is not set: emails to accounts, with links that reset passwords, appear in this log, and wait until it is set",
    );
  else logger.warn("SMTP_URL is not set: emails wait in the database, and are sent once it is set");
}
