import type { FastifyInstance } from "fastify";
import fp from "fastify-plugin";

/** `live`: the process runs. `ready`: it can answer calls, so a load balancer may route to it. */
async function healthPlugin(app: FastifyInstance) {
  app.get("/live", async () => ({ status: "live" }));
  app.get("/ready", async (request, reply) => {
    if (app.lifecycle.draining) return reply.code(503).send({ status: "stopping" });
    try {
      await app.services.readiness.check();
      return { status: "ready", ...rateLimits(app) };
    } catch (error) {
      app.faults.report(request.log, { error, text: "not ready", level: "warn" });
      return reply.code(503).send({ status: "unavailable" });
    }
  });
}

/** Undefined without `REDIS_URL`. The server is ready either way, because signed-in users can work. */
function rateLimits({ services }: FastifyInstance): { rateLimits?: string; signIns?: string } {
  const isShared = services.limiter.isShared?.();
  if (isShared === undefined) return {};
  return isShared
    ? { rateLimits: "shared", signIns: "accepted" }
    : { rateLimits: "per process", signIns: "refused" };
}

export const health = fp(healthPlugin, { name: "health", encapsulate: true });
