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
import { pagePolicy } from "./security-headers.ts";

declare module "fastify" {
  interface FastifyInstance {
    /** Sends the console if a browser asks for a page that no route serves. Returns null for other requests. */
    consolePage(request: FastifyRequest, reply: FastifyReply): FastifyReply | null;
  }
}

/** Keep in step with `apps/console/vite.config.ts`. */
const placeholder = "NONCE-OF-THE-PAGE";

/**
 * Allows scripts from here only, and no inline scripts. Mantine creates style elements, which carry the page's nonce.
 * `data:` images are for the second factor's QR code.
 */
const contentSecurityPolicy = (nonce: string) =>
  pagePolicy(
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    // Only the console's trusted-types.ts turns text into HTML or a script.
    "require-trusted-types-for 'script'",
    "trusted-types default",
  );

type ConsoleOptions = {
  folder: string | null;
  /** What the console needs to know before sign-in, by the names of its `meta` elements. */
  facts: Record<"mail" | "registration" | "sample-data" | "modules", string>;
};

const withFacts = (document: string, facts: ConsoleOptions["facts"]) =>
  Object.entries(facts).reduce(
    (changed, [name, content]) =>
      changed.replace(
        new RegExp(`(<meta name="caretype-${name}" content=")[^"]*`),
        (_, start: string) => `${start}${content}`,
      ),
    document,
  );

/**
 * Serves the console's build at `/`.
 * All pages are the same document, and a changed file gets a new name.
 */
async function consolePlugin(app: FastifyInstance, { folder, facts }: ConsoleOptions) {
  const built = folder === null ? null : await readFile(join(folder, "index.html"), "utf8").catch(() => null);
  if (folder === null || built === null) {
    app.decorate("consolePage", () => null);
    return;
  }
  const document = withFacts(built, facts);
  const assets = join(folder, "assets") + sep;
  await app.register(fastifyStatic, {
    root: assets,
    serve: false,
    cacheControl: false,
    // The build compresses the files.
    preCompressed: true,
    setHeaders: (reply, path) =>
      reply.header(
        "cache-control",
        path.startsWith(assets) ? "public, max-age=31536000, immutable" : "public, max-age=300",
      ),
  });
  // The plugin's own check would read the folder of 1,300 files for each request.
  const names = new Set(await namesOfFiles(assets));
  // One route for all files: one for each would slow the start by 40 ms.
  app.get("/assets/*", ({ raw: { url = "" } }, reply) => {
    // The router ignores a slash at the end.
    const [, name = ""] = /^\/assets\/([^/?]+)(?:\?|$)/.exec(url) ?? [];
    return names.has(name) ? reply.sendFile(name) : reply.callNotFound();
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

/** Returns the names of the files in a folder, without those of compressed copies. */
async function namesOfFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isFile()).map(({ name }) => name);
  return names.filter((name) => name !== "index.html" && !compressed.test(name));
}

const compressed = /\.(?:br|gz)$/;

/** The first path segments of the console's pages. Other paths answer 404, with the console's own page. */
const pages = new Set([
  "welcome",
  "sign-in",
  "sign-out",
  "register",
  "forgot-password",
  ...linkPages,
  "patients",
  "reports",
  "settings",
  "doctors",
  "calendar",
  "today",
  "waitlist",
  "imports",
  "codes",
  "lists",
  "members",
  "api-keys",
  "audit",
  "staff",
  "account",
]);

const isPage = ({ raw: { url = "" } }: FastifyRequest) =>
  isDecodable(url.split("?", 1)[0] ?? "") && pages.has(/^\/([a-z-]+)(?:[/?]|$)/.exec(url)?.[1] ?? "");

const notPages = /^\/(?:api|trpc|docs|guide|errors|health|assets|openapi\.json)(?:[/?]|$)/i;

/** Returns whether a browser asks for a page. Programs get the usual error for an unknown address. */
const asksForPage = ({ method, raw, headers }: FastifyRequest) =>
  (method === "GET" || method === "HEAD") &&
  !notPages.test(raw.url ?? "/") &&
  mediaTypes(shortEnough(headers.accept)).includes("text/html");

export const consolePages = fp(consolePlugin, { name: "console" });
