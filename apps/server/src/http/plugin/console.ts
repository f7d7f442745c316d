import { randomBytes } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join, sep } from "node:path";
import { linkPages } from "@caretype/api";
import { fastifyStatic } from "@fastify/static";
import { mediaTypes } from "@hapi/accept";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import fp from "fastify-plugin";
import { shortEnough } from "../accept-header.ts";
import { isDecodable } from "../readable-path.ts";

declare module "fastify" {
  interface FastifyInstance {
    /** Answers with the console where a browser asks for a page that nothing else has; null where it does not. */
    consolePage(request: FastifyRequest, reply: FastifyReply): FastifyReply | null;
  }
}

/** As `apps/console/vite.config.ts` has it. */
const placeholder = "NONCE-OF-THE-PAGE";

/**
 * Scripts from here and no others, none in the page itself. Mantine makes style elements, which carry the page's nonce;
 * images are those of the console, and the QR code of a second factor.
 */
const contentSecurityPolicy = (nonce: string) =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    // What makes a document or a script of text asks the console's own rules first: see its trusted-types.ts.
    "require-trusted-types-for 'script'",
    "trusted-types default",
  ].join("; ");

/** In the document: what the console says of mails is true for this server. */
const mailsAre = (state: "sent" | "kept") => `<meta name="caretype-mail" content="${state}">`;

type ConsoleOptions = { folder: string | null; canMail: boolean };

/** The console's build at `/`: each of its pages is the same document, and its files never change under a name. */
async function consolePlugin(app: FastifyInstance, { folder, canMail }: ConsoleOptions) {
  const built = folder === null ? null : await readFile(join(folder, "index.html"), "utf8").catch(() => null);
  if (folder === null || built === null) {
    app.decorate("consolePage", () => null);
    return;
  }
  const document = canMail ? built : built.replace(mailsAre("sent"), mailsAre("kept"));
  const assets = join(folder, "assets") + sep;
  // One route for all of them: one for each would make the start 40 ms longer.
  await app.register(fastifyStatic, {
    root: assets,
    prefix: "/assets/",
    index: false,
    cacheControl: false,
    // As the build has compressed them.
    preCompressed: true,
    dotfiles: "ignore",
    allowedPath: (path) => path.length <= longestName && !compressed.test(path),
    setHeaders: (reply, path) =>
      reply.header(
        "cache-control",
        path.startsWith(assets) ? "public, max-age=31536000, immutable" : "public, max-age=300",
      ),
  });
  for (const name of await namesOfFiles(folder))
    app.get(`/${name}`, (_request, reply) => reply.sendFile(name, folder));
  const send = (reply: FastifyReply, status = 200) => {
    const nonce = randomBytes(16).toString("base64");
    return reply
      .code(status)
      .type("text/html; charset=utf-8")
      .headers({ "content-security-policy": contentSecurityPolicy(nonce), "x-robots-tag": "noindex" })
      .send(document.replaceAll(placeholder, nonce));
  };
  app.get("/", async (_request, reply) => send(reply));
  app.decorate("consolePage", (request, reply) =>
    asksForPage(request) ? send(reply, isPage(request) ? 200 : 404) : null,
  );
}

/** Of those beside the document. */
async function namesOfFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isFile()).map(({ name }) => name);
  return names.filter((name) => name !== "index.html" && !compressed.test(name));
}

/** The build's are shorter. What has over 255 characters, with its ending, is no name to the file system, which is an error. */
const longestName = 200;
const compressed = /\.(?:br|gz)$/;

/** How the addresses of its pages begin. What else is asked for is not there, and the console says so, too. */
const pages = new Set([
  "sign-in",
  "sign-out",
  "register",
  "forgot-password",
  ...linkPages,
  "patients",
  "doctors",
  "imports",
  "members",
  "api-keys",
  "audit",
  "staff",
  "account",
]);

const isPage = ({ raw: { url = "" } }: FastifyRequest) =>
  isDecodable(url.split("?", 1)[0] ?? "") && pages.has(/^\/([a-z-]+)(?:[/?]|$)/.exec(url)?.[1] ?? "");

const notPages = /^\/(?:api|trpc|docs|errors|health|assets|openapi\.json)(?:[/?]|$)/i;

/** What a browser's address bar sends; programs that ask for an unknown address are told so as ever. */
const asksForPage = ({ method, raw, headers }: FastifyRequest) =>
  (method === "GET" || method === "HEAD") &&
  !notPages.test(raw.url ?? "/") &&
  mediaTypes(shortEnough(headers.accept)).includes("text/html");

export const consolePages = fp(consolePlugin, { name: "console" });
