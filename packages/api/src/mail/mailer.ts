import { type Database, type DatabaseHandle, openJobQueue } from "@caretype/db";
import { isUnderFlood } from "./flood.ts";
import type { Mail } from "./mail.ts";
import { startMailing } from "./mailing.ts";
import { insertMail } from "./queries.ts";
import type { RefusalNote } from "./refusal-notes.ts";
import type { LinkMaker } from "./render-mail.ts";
import type { ShownMail } from "./show-mails.ts";

export type MailSettings = {
  /** Where mails are handed in: `smtps://user:password@host:465`. Null: they wait in the database. */
  smtpUrl: string | null;
  /** `Caretype <no-reply@example.org>` */
  from: string;
  /** Hears of each mail that waits for want of `smtpUrl`, with its links: for a developer's eyes, and no others. */
  onWaiting?: ((mail: ShownMail) => void) | undefined;
  /** Hears of one that was not accepted and will be tried again: of the first, and then of one a minute. */
  onRefused?: (note: RefusalNote) => void;
  /** Hears of the id of one that is not tried again, as there is no such recipient. */
  onGivenUp?: (id: string) => void;
  /** Hears of the ids of mails that have expired unsent, of each once. */
  onExpired?: (ids: string[]) => void;
};

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
