/** A link's page is a part of the app; which token leads there is added when the mail is sent. */
export type Link = { label: string; page: LinkPage; linkId: string };

/** Where the app has to have a page, with the token in the address's fragment, which no server and no log is sent. */
export const linkPages = [
  "confirm-registration",
  "verify-email",
  "reset-password",
  "confirm-email",
  "unlock",
  "accept-invitation",
] as const;
type LinkPage = (typeof linkPages)[number];

/** What a mail says, before it is text or HTML. All of it is plain text. */
export type Content = {
  /** The same for everybody: nothing that somebody has written gets into a mail's header. */
  subject: string;
  /** Whom it greets. */
  name?: string;
  paragraphs: string[];
  link?: Link;
  /** What follows the link. */
  closing?: string[];
};

/** As many letters as a name needs. */
const longestQuote = 80;

/**
 * What somebody has written, as a part of a sentence: in one line, and nothing in it that a mail program makes a link of.
 * Anybody may register with a name of their own choice, and have it mailed to whomever they like.
 */
export function quoted(text: string): string {
  const line = text
    .normalize("NFC")
    .replace(/[\p{C}\p{Z}\s]+/gu, " ")
    .replace(/[/\\:@<>|[\]{}()]+/g, " ")
    .replace(/\.(?=[^\s.])/g, ". ")
    .replace(/ {2,}/g, " ")
    .trim();
  const letters = [...line];
  return letters.length > longestQuote ? `${letters.slice(0, longestQuote).join("").trim()}…` : line;
}
