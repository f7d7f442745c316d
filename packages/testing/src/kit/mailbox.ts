import { setTimeout as pause } from "node:timers/promises";
import { requireOptions } from "../require-known.ts";

/** An email, rendered for its recipient. */
export type Mail = {
  id: string;
  /** Its kind, such as `resetPassword`. */
  template: string;
  subject: string;
  text: string;
  html: string;
  /** The token in its link, as input for the procedure. Null without a link. */
  token: string | null;
  /** All links in its text. */
  links: string[];
};

/** A filter of emails. */
export type MailQuery = {
  to: string;
  /** Only emails of this kind, such as `resetPassword`. */
  template?: string;
  /** The maximum wait in milliseconds. Default: 5,000. */
  timeoutMs?: number;
};

/** The backend's emails. They never leave the machine. */
export type Mailbox = {
  /** All emails to an address, oldest first. */
  list(to: string): Promise<Mail[]>;
  /**
   * Resolves to the oldest email that `next` has not returned yet. Waits for one if necessary.
   *
   * @example
   * const { token } = await backend.mails.next({ to: "ada@example.org", template: "resetPassword" });
   */
  next(query: MailQuery): Promise<Mail>;
};

type StoredMail = Omit<Mail, "links">;

/** @param find Resolves to all emails to an address, newest first. */
export function createMailbox(find: (to: string) => Promise<StoredMail[]>): Mailbox {
  const returned = new Set<string>();
  const list = async (to: string) => (await find(to)).toReversed().map(withLinks);
  return {
    list,
    async next(query) {
      requireOptions(query, { to: 1, template: 1, timeoutMs: 1 });
      const { to, template, timeoutMs = 5_000 } = query;
      const deadline = performance.now() + timeoutMs;
      while (true) {
        const mails = await list(to);
        const found = mails.find(
          (mail) => !returned.has(mail.id) && (template === undefined || mail.template === template),
        );
        if (found) {
          returned.add(found.id);
          return found;
        }
        if (performance.now() >= deadline) throw new Error(noMail({ to, template, timeoutMs }, mails));
        await pause(10);
      }
    },
  };
}

const withLinks = ({ id, template, subject, text, html, token }: StoredMail): Mail => ({
  id,
  template,
  subject,
  text,
  html,
  token,
  links: text.match(/https?:\/\/\S+/g) ?? [],
});

function noMail(
  { to, template, timeoutMs }: { to: string; template: string | undefined; timeoutMs: number },
  mails: Mail[],
): string {
  const wanted = template === undefined ? "email" : `email "${template}"`;
  const others = mails.map((mail) => mail.template).join(", ") || "none";
  return `No new ${wanted} to ${to} within ${timeoutMs} ms. All emails to it: ${others}.`;
}
