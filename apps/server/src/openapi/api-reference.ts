import type { AnyTRPCRouter } from "@trpc/server";
import type { FastifyInstance } from "fastify";
import fp from "fastify-plugin";
import { pagePolicy } from "../http/plugin/security-headers.ts";
import { findPlayground, referencePage, startScript } from "./reference-page.ts";
import { type ServedDocument, sendDocument, serveDocument } from "./served-document.ts";

/** Allows only what this page needs: scripts from here, its styles, the document and calls to this server. */
const contentSecurityPolicy = pagePolicy(
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "worker-src blob:",
);

const javascript = "text/javascript; charset=utf-8";
const forADay = "public, max-age=86400";

type ApiReferenceOptions = {
  router: AnyTRPCRouter;
  /** The folder of the console's build. */
  consoleFolder: string | null;
  /** Whether the documents' site is served. */
  hasGuide: boolean;
};

/**
 * Serves the OpenAPI document and a page to read and try it.
 * Both are created at the first request.
 */
async function apiReferencePlugin(app: FastifyInstance, options: ApiReferenceOptions) {
  const { router, consoleFolder, hasGuide } = options;
  let document: Promise<ServedDocument> | undefined;
  app.get("/openapi.json", async (request, reply) => {
    document ??= import("./document.ts").then(({ compactText }) => serveDocument(compactText(router)));
    return sendDocument(request, reply, await document);
  });

  app.get("/docs", async (_request, reply) =>
    reply
      .type("text/html; charset=utf-8")
      .headers({ "content-security-policy": contentSecurityPolicy, "cache-control": "no-store" })
      .send(referencePage({ playground: await findPlayground(consoleFolder), hasGuide })),
  );
  app.get("/docs/js/start.js", async (_request, reply) =>
    reply.type(javascript).header("cache-control", forADay).send(startScript),
  );
  let scalar: Promise<Buffer> | undefined;
  app.get("/docs/js/scalar.js", async (_request, reply) => {
    scalar ??= scalarScript();
    return reply
      .type(javascript)
      .headers({ "content-encoding": "gzip", "cache-control": forADay })
      .send(await scalar);
  });
}

export const apiReference = fp(apiReferencePlugin, { name: "api-reference", encapsulate: true });

/**
 * Returns the compressed script of Scalar's plugin. It comes from a separate Fastify server: Fastify accepts no
 * plugins after it listens, and loading four megabytes would slow every start.
 */
async function scalarScript(): Promise<Buffer> {
  const [{ fastify }, { default: plugin }, { gzip }, { promisify }] = await Promise.all([
    import("fastify"),
    import("@scalar/fastify-api-reference"),
    import("node:zlib"),
    import("node:util"),
  ]);
  const source = fastify();
  await source.register(plugin, { routePrefix: "/docs", configuration: { url: "/openapi.json" } });
  const { rawPayload } = await source.inject("/docs/js/scalar.js");
  await source.close();
  return promisify(gzip)(rawPayload);
}
