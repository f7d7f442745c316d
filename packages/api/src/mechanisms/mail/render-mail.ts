import { deriveUsername } from "../../identity/account/rules.ts";
import type { LinkTokens } from "../../identity/one-time-token/link-tokens.ts";
import type { AppointmentMail } from "../../scheduling/appointment-mail/schema.ts";
import { type Content, type Link, quoted } from "./content.ts";
import { instantText } from "./instant-text.ts";
import { type MailTemplate, mailData } from "./mail.ts";
import { templates } from "./templates.ts";

/** A stored email. */
export type KeptMail = { id: string; to: string; template: string; data: unknown; expiresAt: string };

export type RenderedMail = {
  subject: string;
  text: string;
  html: string;
  /** The token in its link, for tests and commands. Null without a link. */
  token: string | null;
  /** The appointments to attach as calendar files. */
  invitation?: AppointmentMail | undefined;
};

/** What is needed to create links. `appUrl`: without a trailing slash. */
export type LinkMaker = { readonly linkTokens: Pick<LinkTokens, "tokenOf">; appUrl: string };

const isTemplate = (name: string): name is MailTemplate => Object.hasOwn(mailData, name);

/**
 * Renders an email as text and HTML, with its link. Throws if the template is unknown or lacks data, as another version
 * of the server may have stored it.
 */
export function renderMail(mail: KeptMail, maker: LinkMaker): RenderedMail {
  if (!isTemplate(mail.template)) throw new Error("Unknown email template.");
  const content = templates[mail.template](mail.data);
  const token = content.link ? maker.linkTokens.tokenOf(content.link.linkId) : null;
  const href = content.link ? linkTo(maker, content.link) : null;
  const lines: Lines = {
    greeting: content.greeting ?? greet(content, mail.to),
    href,
    hint: href && (content.link?.hint ?? `The link is valid once, until ${instantText(mail.expiresAt)}.`),
  };
  const { subject, invitation } = content;
  return { subject, text: asText(content, lines), html: asHtml(content, lines), token, invitation };
}

/** The token is in the fragment, which is sent to no server or log. */
export const linkTo = (
  { appUrl, linkTokens }: LinkMaker,
  { page, linkId }: Pick<Link, "page" | "linkId">,
): string => `${appUrl}/${page}#token=${linkTokens.tokenOf(linkId)}`;

type Lines = { greeting: string; href: string | null; hint: string | null };

/** Omits a name that nobody gave: the address, or the username that is derived from it. */
function greet({ name }: Content, to: string): string {
  const called = name === undefined || isDerived(name, to) ? "" : quoted(name);
  return called === "" ? "Hello," : `Hello ${called},`;
}

/** A taken username has a suffix of random digits. */
const isDerived = (name: string, address: string) =>
  name === address || name.replace(/-[0-9a-f]{4,16}$/, "") === deriveUsername(address);

function asText({ paragraphs, closing = [] }: Content, { greeting, href, hint }: Lines): string {
  const parts = [greeting, ...paragraphs, ...(href ? [href] : []), ...(hint ? [hint] : []), ...closing];
  return `${parts.join("\n\n")}\n`;
}

const entities: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (letter) => entities[letter] ?? letter);

const paragraph = (html: string) => `<p style="margin:0 0 16px">${html}</p>`;

function asHtml(
  { subject, paragraphs, link, closing = [], language = "en" }: Content,
  { greeting, href, hint }: Lines,
): string {
  const linked = href && [
    `<a href="${escapeHtml(href)}" style="font-weight:bold">${escapeHtml(link?.label ?? "")}</a>`,
    ...(hint ? [escapeHtml(hint)] : []),
  ];
  const body = [...[greeting, ...paragraphs].map(escapeHtml), ...(linked || []), ...closing.map(escapeHtml)];
  return [
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8">`,
    `<title>${escapeHtml(subject)}</title></head>`,
    '<body style="font-family:sans-serif;font-size:16px;line-height:1.5;max-width:36em">',
    ...body.map(paragraph),
    "</body></html>\n",
  ].join("\n");
}
