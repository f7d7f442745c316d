import type { IncomingMessage, ServerResponse } from "node:http";
import type { FastifyInstance } from "fastify";
import fp from "fastify-plugin";
import helmet from "helmet";

/** Nothing may be loaded or framed; a page that needs more says so in its own header. */
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

/** They are the same for every answer, so helmet is asked once and not at each request. */
function headersOfHelmet(): Record<string, string> {
  const headers: Record<string, string> = {};
  const response = {
    setHeader: (name: string, value: string) => {
      headers[name.toLowerCase()] = value;
    },
    removeHeader: () => undefined,
  };
  // The two methods are all that helmet uses of a response, and of the request it uses nothing.
  protect({} as IncomingMessage, response as unknown as ServerResponse, () => undefined);
  return headers;
}

/** What is answered is about patients, so nothing on the way keeps it; a page for everybody says so itself. */
export const protectiveHeaders = { ...headersOfHelmet(), "cache-control": "no-store" };

/** Those that mean something for a document only: how it stands to other windows, prefetching, what old browsers did. */
const ofDocuments = [
  "cross-origin-opener-policy",
  "origin-agent-cluster",
  "x-dns-prefetch-control",
  "x-download-options",
  "x-permitted-cross-domain-policies",
  "x-xss-protection",
];

/**
 * What the OWASP cheat sheet for REST security has on the answers of an API, and that no other origin may embed them.
 * On a read of one patient the six others cost 7 % of all calls.
 */
export const headersOfData = Object.fromEntries(
  Object.entries(protectiveHeaders).filter(([name]) => !ofDocuments.includes(name)),
);

declare module "fastify" {
  interface FastifyContextConfig {
    /** Answered for programs, with no page: JSON or CSV. */
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
