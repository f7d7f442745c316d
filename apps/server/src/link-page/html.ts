import { escapeHtml } from "../page.ts";
import { attributes, formHtml, type LinkPage } from "./forms.ts";
import { acceptInvitation } from "./pages.ts";

export const assetPrefix = "/link-page/";

type Parts = { title: string; script: string; body: string };

const document = ({ title, script, body }: Parts) =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8">` +
  `<meta name="viewport" content="width=device-width"><meta name="robots" content="noindex">` +
  `<title>${escapeHtml(title)}</title><link rel="stylesheet" href="${assetPrefix}style.css">` +
  `<script type="module" src="${assetPrefix}${script}"></script></head>` +
  `<body><main><h1>${escapeHtml(title)}</h1>${body}` +
  `<p id="status" role="status" tabindex="-1"></p>` +
  `<noscript><p class="error">This page needs JavaScript to follow the link.</p></noscript></main></body></html>\n`;

const paragraphs = (texts: readonly string[]) => texts.map((text) => `<p>${escapeHtml(text)}</p>`).join("");

export const linkPageHtml = ({ title, paragraphs: texts, form }: LinkPage) =>
  document({ title, script: "page.js", body: paragraphs(texts) + formHtml(form) });

/** For password managers, which keep a password with its name; and for people to see whose it is. */
const addressHtml = (id: string) =>
  `<div class="field"><label for="${id}">E-mail address</label>` +
  `<input${attributes({ id, type: "email", autocomplete: "username", readonly: true })}></div>`;

/** Both forms are there, and the one that the invitation is for is shown. */
export function acceptInvitationHtml(): string {
  const { title, logIn, register } = acceptInvitation;
  const forms = [
    formHtml(logIn, { id: "log-in", before: addressHtml("log-in-email") }),
    formHtml(register, { id: "register", before: addressHtml("register-email") }),
  ];
  return document({ title, script: "accept-invitation.js", body: `<p id="about"></p>${forms.join("")}` });
}
