import type { IncomingMessage, ServerResponse } from "node:http";
import type { FastifyInstance } from "fastify";
import fp from "fastify-plugin";
import helmet from "helmet";

/** The policy of a page that loads something, such as `script-src 'self'`. */
export const pagePolicy = (...directives: readonly string[]): string =>
  ["default-src 'none'", ...directives, "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"].join(
    "; ",
  );

/** Allows no loading and no framing. A page that needs more sets its own header. */
const protect = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      baseUri: ["'none'"],
      formAction: ["'none'"],
      frameAncestors: ["'none'"],
    },
  },
  referrerPolicy: { policy: "no-referrer" },
  xFrameOptions: { action: "deny" },
});

/** Called once: helmet's headers are the same for every response. */
function headersOfHelmet(): Record<string, string> {
  const headers: Record<string, string> = {};
  const response = {
    setHeader: (name: string, value: string) => {
      headers[name.toLowerCase()] = value;
    },
    removeHeader: () => undefined,
  };
  // Helmet uses only these two methods of the response, and ignores the request.
  protect({} as IncomingMessage, response as unknown as ServerResponse, () => undefined);
  return headers;
}

/**
 * Responses contain patient data, so caches must not store them.
 * Public pages override this.
 */
export const protectiveHeaders = { ...headersOfHelmet(), "cache-control": "no-store" };

/** Headers that matter only for documents: other windows, prefetching, and quirks of old browsers. */
const ofDocuments = [
  "cross-origin-opener-policy",
  "origin-agent-cluster",
  "x-dns-prefetch-control",
  "x-download-options",
  "x-permitted-cross-domain-policies",
  "x-xss-protection",
];

/**
 * The headers of API responses: those of the OWASP REST security cheat sheet, and a ban on embedding. The six others
 * would cost 7 % of the throughput of reads of one patient.
 */
export const headersOfData = Object.fromEntries(
  Object.entries(protectiveHeaders).filter(([name]) => !ofDocuments.includes(name)),
);

declare module "fastify" {
  interface FastifyContextConfig {
    /** Responds with JSON or CSV, never with a page. */
    isData?: boolean;
  }
}

async function securityHeadersPlugin(app: FastifyInstance) {
  app.addHook("onRequest", (request, reply, done) => {
    reply.headers(request.routeOptions.config?.isData ? headersOfData : protectiveHeaders);
    done();
  });
}

export const securityHeaders = fp(securityHeadersPlugin, { name: "security-headers" });
