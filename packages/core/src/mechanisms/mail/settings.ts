import type { RefusalNote } from "./refusal-notes.ts";
import type { ShownMail } from "./show-mails.ts";

export type MailSettings = {
  /** The SMTP server: `smtps://user:password@host:465`. Null: emails wait in the database. */
  smtpUrl: string | null;
  /** `Caretype <no-reply@example.org>` */
  from: string;
  /**
   * Called for each email that waits for lack of `smtpUrl`. Those to accounts have their links, so show them to
   * developers only. Those about patients have only their id.
   */
  onWaiting?: ((mail: ShownMail) => void) | undefined;
  /** Called when an email is not accepted and will be retried: for the first one, then one per minute. */
  onRefused?: (note: RefusalNote) => void;
  /** Called with the id of an email whose recipient does not exist. It is not retried. */
  onGivenUp?: (id: string) => void;
  /** Called with the ids of emails that expired unsent, once for each. */
  onExpired?: (ids: string[]) => void;
};
