import { type MailLanguage, mailWords } from "./languages.ts";

/** A link to one of the app's pages. Its token is added when the email is sent. */
export type Link = {
  label: string;
  page: LinkPage;
  linkId: string;
  /** Its lifetime. Default: single use, until the email expires. */
  hint?: string;
};

/** Pages of the app that get a token in the URL's fragment, which is sent to no server or log. */
export const linkPages = [
  "confirm-registration",
  "verify-email",
  "reset-password",
  "confirm-email",
  "unlock",
  "accept-invitation",
  "appointment",
] as const;
type LinkPage = (typeof linkPages)[number];

/** An email's content as plain text, before rendering as text or HTML. */
export type Content = {
  /** The same for every recipient: text typed by users must not get into headers. */
  subject: string;
  paragraphs: string[];
  link?: Link;
  /** Paragraphs after the link. */
  closing?: string[];
  /** The name in the greeting. Default: none. */
  greeted?: string | null;
  calendar?: Calendar;
};

export type CalendarFile = { method: "REQUEST" | "CANCEL"; name: string; content: string };

/** Creates the attached calendar files when the email is sent. */
export type Calendar = (addresses: { from: string; to: string }) => Promise<CalendarFile[]>;

/** Enough for a name. */
const maxQuoteLength = 80;

/**
 * Makes user input safe within a sentence: one line without anything that email programs turn into links. Anyone can
 * register with any name, and have it sent to any address. Slashes stay, as `12/3` makes no link without a dot before
 * it.
 */
export function quoted(text: string, longest = maxQuoteLength): string {
  const line = text
    .normalize("NFC")
    .replace(/[\p{C}\p{Z}\s]+/gu, " ")
    .replace(/(?<![\p{L}\p{N}])\/|\/(?![\p{L}\p{N}])|[\\:@<>|[\]{}]+/gu, " ")
    // No domain has `.-` or `.,` in it, as in `St.-Anna-Str., Bern`.
    .replace(/\.(?=[^\s.,;)-])/g, ". ")
    .replace(/ {2,}/g, " ")
    .trim();
  const letters = [...line];
  return letters.length > longest ? `${letters.slice(0, longest).join("").trim()}…` : line;
}

/** Joins an address of several lines. */
export const quotedPlace = (address: string): string =>
  quoted(address.trim().replace(/(?<![\s,])[\s,]*\n\s*/g, ", "), 2 * maxQuoteLength);

/** `20 November 2026 at 18:05 UTC` */
export function instantText(instant: string, language: MailLanguage): string {
  const style = { timeZone: "UTC", dateStyle: "long", timeStyle: "short" } as const;
  return `${new Intl.DateTimeFormat(mailWords[language].locale, style).format(new Date(instant))} UTC`;
}
