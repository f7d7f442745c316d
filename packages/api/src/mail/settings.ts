import type { RefusalNote } from "./refusal-notes.ts";
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
