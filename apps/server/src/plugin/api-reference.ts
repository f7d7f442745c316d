import { randomBytes } from "node:crypto";
import type { AnyTRPCRouter } from "@trpc/server";
import type { FastifyInstance } from "fastify";
import fp from "fastify-plugin";

const placeholder = "NONCE-OF-THE-PAGE";

/** What this page needs and no more: its script from here, its styles, the document and calls to this server. */
const contentSecurityPolicy = (nonce: string) =>
  [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}'`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "worker-src blob:",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join("; ");

/** The OpenAPI document, and a page to read it with. Both are made at their first request. */
async function apiReferencePlugin(app: FastifyInstance, { router }: { router: AnyTRPCRouter }) {
  let text: Promise<string> | undefined;
  app.get("/openapi.json", async (_request, reply) => {
    text ??= import("../openapi/document.ts").then(({ documentText }) => documentText(router));
    return reply
      .type("application/json; charset=utf-8")
      .header("cache-control", "no-cache")
      .send(await text);
  });

  let files: Promise<ReferenceFiles> | undefined;
  const loadFiles = () => (files ??= referenceFiles());
  app.get("/docs", async (_request, reply) => {
    const nonce = randomBytes(16).toString("base64");
    const { html } = await loadFiles();
    return reply
      .type("text/html; charset=utf-8")
      .headers({ "content-security-policy": contentSecurityPolicy(nonce), "cache-control": "no-store" })
      .send(html.replaceAll(placeholder, nonce));
  });
  app.get("/docs/js/scalar.js", async (_request, reply) => {
    const { script } = await loadFiles();
    return reply
      .type("text/javascript; charset=utf-8")
      .headers({ "content-encoding": "gzip", "cache-control": "public, max-age=86400" })
      .send(script);
  });
}

export const apiReference = fp(apiReferencePlugin, { name: "api-reference", encapsulate: true });

type ReferenceFiles = { html: string; script: Buffer };

/**
 * The page and script of Scalar's plugin, taken once from a small server of its own: a plugin cannot be added to
 * one that listens already, and loading its four megabytes at the start would slow every start.
 */
async function referenceFiles(): Promise<ReferenceFiles> {
  const [{ fastify }, { default: scalar }, { gzip }, { promisify }] = await Promise.all([
    import("fastify"),
    import("@scalar/fastify-api-reference"),
    import("node:zlib"),
    import("node:util"),
  ]);
  const source = fastify();
  await source.register(scalar, {
    routePrefix: "/docs",
    configuration: {
      url: "/openapi.json",
      pageTitle: "Caretype API",
      nonce: placeholder,
      cdn: "/docs/js/scalar.js",
      withDefaultFonts: false,
      telemetry: false,
      authentication: { preferredSecurityScheme: "bearer" },
      hideClientButton: true,
      showDeveloperTools: "never",
      // Both would ask a service of Scalar's.
      agent: { disabled: true },
      mcp: { disabled: true },
    },
  });
  const page = await source.inject("/docs/");
  const script = await source.inject("/docs/js/scalar.js");
  await source.close();
  return { html: page.body, script: await promisify(gzip)(script.rawPayload) };
}
