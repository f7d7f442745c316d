import { readFile } from "node:fs/promises";
import type { FastifyInstance } from "fastify";
import fp from "fastify-plugin";
import { acceptInvitationHtml, assetPrefix, linkPageHtml } from "../link-page/html.ts";
import { acceptInvitation, linkPages } from "../link-page/pages.ts";

/** A script and styles from here, and calls to this server: nothing else, and nothing in the page itself. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join("; ");

const assets = {
  "call.js": new URL("../link-page/browser/call.js", import.meta.url),
  "form.js": new URL("../link-page/browser/form.js", import.meta.url),
  "page.js": new URL("../link-page/browser/page.js", import.meta.url),
  "accept-invitation.js": new URL("../link-page/browser/accept-invitation.js", import.meta.url),
  "style.css": new URL("../link-page/browser/style.css", import.meta.url),
};

/**
 * Where the links in mails lead when no frontend has a page for them. To open one changes nothing, so that programs that
 * look into mails do no harm, and the token is in the fragment, which is sent to no server and ends in no log.
 */
async function linkPagesPlugin(app: FastifyInstance) {
  const pages = [
    ...linkPages.map((page) => ({ path: page.path, html: linkPageHtml(page) })),
    { path: acceptInvitation.path, html: acceptInvitationHtml() },
  ];
  for (const { path, html } of pages) {
    app.get(path, async (_request, reply) =>
      reply
        .type("text/html; charset=utf-8")
        .headers({ "content-security-policy": contentSecurityPolicy, "x-robots-tag": "noindex" })
        .send(html),
    );
  }
  for (const [name, file] of Object.entries(assets)) {
    const type = name.endsWith(".css") ? "text/css" : "text/javascript";
    let text: Promise<string> | undefined;
    app.get(`${assetPrefix}${name}`, async (_request, reply) => {
      text ??= readFile(file, "utf8");
      return reply
        .type(`${type}; charset=utf-8`)
        .header("cache-control", "public, max-age=300")
        .send(await text);
    });
  }
}

export const linkPageRoutes = fp(linkPagesPlugin, { name: "link-pages", encapsulate: true });
