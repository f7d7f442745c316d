import { DomainError } from "@caretype/api";
import type { FastifyInstance } from "fastify";
import fp from "fastify-plugin";
import { createHostCheck } from "../host-pattern.ts";

const longestUrl = 8 * 1024;

/** Refuses what no route should have to look at: a foreign Host header, an overlong address. */
async function guardsPlugin(app: FastifyInstance, { allowedHosts }: { allowedHosts: readonly string[] }) {
  const isAllowed = createHostCheck(allowedHosts);
  app.addHook("onRequest", async (request) => {
    if ((request.raw.url?.length ?? 0) > longestUrl) throw new DomainError("URI_TOO_LONG");
    // A balancer asks for health by address, and learns nothing by it.
    if (request.routeOptions.url?.startsWith("/health/")) return;
    if (!isAllowed(request.hostname)) throw new DomainError("HOST_NOT_ALLOWED");
  });
}

export const guards = fp(guardsPlugin, { name: "guards" });
