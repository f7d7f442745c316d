import { type Database, type DatabaseHandle, openJobQueue } from "@caretype/db";
import { isUnderFlood } from "./flood.ts";
import type { Mail } from "./mail.ts";
import { startMailing } from "./mailing.ts";
import { insertMail } from "./queries.ts";
import type { LinkMaker } from "./render-mail.ts";
import type { MailSettings } from "./settings.ts";

export type Mailer = {
  /** Whether a mail can leave this server at all. Where none can, it waits in the database until there is a server for it. */
  readonly canSend: boolean;
  /**
   * Part of the transaction that causes the mail: it is sent when that has committed, again and again until the server
   * for mails has taken it or it is of no use any more. Of a kind, an address gets 20 in an hour, and no more.
   */
  send(tx: Database, mail: Mail): Promise<void>;
};

export type MailService = Mailer & {
  /** Begins to hand mails in, in the background, and goes on until `close`. Without settings there is nothing to begin. */
  start(): void;
  /** Lets what is under way be handed in, for some seconds. */
  close(): Promise<void>;
};

type Making = {
  database: Pick<DatabaseHandle, "reader" | "transaction" | "listen">;
  settings: MailSettings | undefined;
  maker: LinkMaker;
  onFailure: (error: unknown) => void;
};

/** How long after it has expired a mail's job is kept, if nothing takes it. */
const spareSeconds = 3_600;

/** One address and no more, such as no header can take for several, or for its end. */
const address = /^[^\s\p{C}<>(),:;"[\]\\@]+@[^\s\p{C}<>(),:;"[\]\\@]+$/u;

export function createMailer({ database, settings, maker, onFailure }: Making): MailService {
  const queue = openJobQueue(database, "mail");
  let mailing: { stop(): Promise<void> } | undefined;
  return {
    canSend: Boolean(settings?.smtpUrl),
    async send(tx, mail) {
      if (!address.test(mail.to)) throw new TypeError("A mail goes to one plain address.");
      if (!(await isUnderFlood(tx, mail))) return;
      const id = await insertMail(tx, mail);
      await queue.add(tx, { id, keepSeconds: mail.lifetimeSeconds + spareSeconds });
    },
    start() {
      if (settings) mailing ??= startMailing({ database, queue, settings, maker, onFailure });
    },
    close: async () => mailing?.stop(),
  };
}
