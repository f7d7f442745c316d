import { DomainError } from "@caretype/api";
import type { FastifyInstance, FastifyRequest } from "fastify";
import fp from "fastify-plugin";
import { createHostCheck } from "../host-pattern.ts";
import { countHeader } from "../raw-headers.ts";

const longestUrl = 8 * 1024;

const hostHeader = /^([\w.-]+|\[[\da-f:.]+\])(:\d{1,5})?$/i;

/** Of two Host headers, or a broken one, a proxy before us may believe another part than we do. */
function hasOneHost({ raw }: FastifyRequest): boolean {
  const count = countHeader(raw.rawHeaders, "host");
  if (raw.httpVersion === "1.0") return count <= 1;
  return count === 1 && hostHeader.test(raw.headers.host ?? "");
}

/** Refuses what no route should have to look at: a foreign Host header, an overlong address. */
async function guardsPlugin(app: FastifyInstance, { allowedHosts }: { allowedHosts: readonly string[] }) {
  const isAllowed = createHostCheck(allowedHosts);
  const refusal = (request: FastifyRequest) => {
    if ((request.raw.url?.length ?? 0) > longestUrl) return new DomainError("URI_TOO_LONG");
    if (!hasOneHost(request)) return new DomainError("MALFORMED_REQUEST");
    // A balancer asks for health by address, and learns nothing by it.
    if (request.raw.url?.startsWith("/health/")) return undefined;
    return isAllowed(request.hostname) ? undefined : new DomainError("HOST_NOT_ALLOWED");
  };
  app.addHook("onRequest", (request, _reply, done) => done(refusal(request)));
}

export const guards = fp(guardsPlugin, { name: "guards" });
