import { type Calendar, type Content, instantText, type Link } from "./content.ts";
import { type MailLanguage, mailWords } from "./languages.ts";
import { languageOf, type MailTemplates, templateOf } from "./template.ts";

/** A stored email. */
export type KeptMail = { id: string; to: string; template: string; data: unknown; expiresAt: string };

export type RenderedMail = {
  subject: string;
  text: string;
  html: string;
  /** The token in its link, for tests and commands. Null without a link. */
  token: string | null;
  calendar?: Calendar | undefined;
};

export type Render = (mail: KeptMail) => RenderedMail;

/** What is needed to create links. `appUrl`: without a trailing slash. */
export type LinkMaker = { readonly linkTokens: { tokenOf(linkId: string): string }; appUrl: string };

/**
 * Renders an email as text and HTML, with its link. Throws if the template is unknown or lacks data, as another
 * version of the server may have stored it.
 */
export function renderMail(templates: MailTemplates, mail: KeptMail, maker: LinkMaker): RenderedMail {
  const content = templateOf(templates, mail.template).write(mail.data, mail.to);
  const language = languageOf(mail.data);
  const words = mailWords[language];
  const token = content.link ? maker.linkTokens.tokenOf(content.link.linkId) : null;
  const href = content.link ? linkTo(maker, content.link) : null;
  const lines: Lines = {
    language,
    greeting: words.greeting(content.greeted ?? null),
    href,
    hint: href && (content.link?.hint ?? words.validUntil(instantText(mail.expiresAt, language))),
  };
  const { subject, calendar } = content;
  return { subject, text: asText(content, lines), html: asHtml(content, lines), token, calendar };
}

/** The token is in the fragment, which is sent to no server or log. */
export const linkTo = (
  { appUrl, linkTokens }: LinkMaker,
  { page, linkId }: Pick<Link, "page" | "linkId">,
): string => `${appUrl}/${page}#token=${linkTokens.tokenOf(linkId)}`;

type Lines = { language: MailLanguage; greeting: string; href: string | null; hint: string | null };

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
  { subject, paragraphs, link, closing = [] }: Content,
  { language, greeting, href, hint }: Lines,
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
