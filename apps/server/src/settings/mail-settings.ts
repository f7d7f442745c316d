import type { ServiceSettings } from "@caretype/api";
import type { Logger } from "../log/logger.ts";
import type { Settings } from "./settings.ts";

type MailSettings = NonNullable<ServiceSettings["mail"]>;
type Given = Pick<Settings, "smtpUrl" | "mailFrom" | "databaseUrl">;

/** The embedded database is a developer's, and so is the log: elsewhere no log may have what is in a mail. */
const isShown = ({ smtpUrl, databaseUrl }: Given) => smtpUrl === null && databaseUrl === null;

/** Where mails go, and what the log says of them: content only where a developer has no other way to it. */
export function mailSettings(settings: Given, logger: Logger): MailSettings {
  return {
    smtpUrl: settings.smtpUrl,
    from: settings.mailFrom,
    onWaiting: isShown(settings)
      ? (mail) =>
          logger.info(
            mail,
            "a mail, not sent as SMTP_URL is not set; its links work for whoever reads this log",
          )
      : undefined,
    onRefused: ({ id, attempts, error, others }) =>
      logger.warn({ mail: id, attempts, error, others }, "a mail was not accepted, and will be tried again"),
    onGivenUp: (id) => logger.warn({ mail: id }, "a mail is given up, as its recipient was refused for good"),
    onExpired: (ids) => logger.warn({ count: ids.length, mails: ids }, "mails have expired unsent"),
  };
}

export function tellWhereMailsGo(settings: Given, logger: Logger): void {
  if (settings.smtpUrl !== null) return;
  if (isShown(settings))
    logger.info(
      "no SMTP_URL is set: mails are shown in this log, with links that reset passwords, and kept until there is one",
    );
  else
    logger.warn(
      "no SMTP_URL is set: mails are kept in the database, and nobody gets them until there is one",
    );
}
