import { glob } from "node:fs/promises";
import { join, posix, sep } from "node:path";
import { fastifyStatic } from "@fastify/static";
import type { FastifyInstance } from "fastify";
import fp from "fastify-plugin";
import { pagePolicy } from "./security-headers.ts";

/** Keep in step with `apps/docs/src/base.ts`. */
export const guidePath = "/guide/";

/** Each page allows only its own inline scripts, by their hashes. Code blocks and diagrams have inline styles. */
const contentSecurityPolicy = pagePolicy(
  "script-src 'self' 'unsafe-inline'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
);

/** Serves the documents' site, if it is built. Names of files in `assets` change with their content. */
async function guidePlugin(app: FastifyInstance, { folder }: { folder: string | null }) {
  if (folder === null) return;
  const assets = join(folder, "assets") + sep;
  await app.register(fastifyStatic, {
    root: folder,
    prefix: guidePath,
    cacheControl: false,
    dotfiles: "ignore",
    allowedPath: (path) => path.length <= maxPathLength,
    setHeaders: (reply, path) =>
      reply.headers({
        "content-security-policy": contentSecurityPolicy,
        "cache-control": path.startsWith(assets) ? "public, max-age=31536000, immutable" : "no-cache",
      }),
  });
  // The router ignores trailing slashes, so the plugin never sees a folder's address.
  for await (const page of glob("**/index.html", { cwd: folder })) {
    const address = posix.join(guidePath, page.split(sep).join("/"), "..");
    app.get(address, (_request, reply) => reply.sendFile(page));
  }
}

/** The file system refuses longer names. The site's names are shorter. */
const maxPathLength = 200;

export const guide = fp(guidePlugin, { name: "guide", encapsulate: true });
