import { DomainError } from "@caretype/api";
import type { FastifyInstance, FastifyRequest } from "fastify";
import fp from "fastify-plugin";
import { createHostCheck } from "../host-pattern.ts";

const longestUrl = 8 * 1024;

const hostHeader = /^([\w.-]+|\[[\da-f:.]+\])(:\d{1,5})?$/i;

/** Of two Host headers, or a broken one, a proxy before us may believe another part than we do. */
function hasOneHost({ raw }: FastifyRequest): boolean {
  const hosts = raw.rawHeaders.filter(
    (_, index, all) => index % 2 === 1 && all[index - 1]?.toLowerCase() === "host",
  );
  return raw.httpVersion === "1.0"
    ? hosts.length <= 1
    : hosts.length === 1 && hostHeader.test(hosts[0] ?? "");
}

/** Refuses what no route should have to look at: a foreign Host header, an overlong address. */
async function guardsPlugin(app: FastifyInstance, { allowedHosts }: { allowedHosts: readonly string[] }) {
  const isAllowed = createHostCheck(allowedHosts);
  app.addHook("onRequest", async (request) => {
    if ((request.raw.url?.length ?? 0) > longestUrl) throw new DomainError("URI_TOO_LONG");
    if (!hasOneHost(request)) throw new DomainError("MALFORMED_REQUEST");
    // A balancer asks for health by address, and learns nothing by it.
    if (request.routeOptions.url?.startsWith("/health/")) return;
    if (!isAllowed(request.hostname)) throw new DomainError("HOST_NOT_ALLOWED");
  });
}

export const guards = fp(guardsPlugin, { name: "guards" });
