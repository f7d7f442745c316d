import { randomUUID } from "node:crypto";
import { appRouter, type Services } from "@caretype/api";
import type { AnyTRPCRouter } from "@trpc/server";
import { type FastifyInstance, fastify, LogController } from "fastify";
import type { Logger } from "../log/logger.ts";
import { restSurface } from "../rest/adapter.ts";
import type { Settings } from "../settings/settings.ts";
import { typedPrefix } from "../typed/typed-error.ts";
import { answerClientError } from "./client-error.ts";
import { apiReference } from "./plugin/api-reference.ts";
import { consolePages } from "./plugin/console.ts";
import { crossOrigin } from "./plugin/cross-origin.ts";
import { errors, sendError } from "./plugin/errors.ts";
import { guards } from "./plugin/guards.ts";
import { health } from "./plugin/health.ts";
import { jsonBody } from "./plugin/json-body.ts";
import { lifecycle } from "./plugin/lifecycle.ts";
import { pages } from "./plugin/pages.ts";
import { logRequest, requestLog } from "./plugin/request-log.ts";
import { protectiveHeaders, securityHeaders } from "./plugin/security-headers.ts";
import { typedSurface } from "./plugin/typed-surface.ts";
import { unreadBodies, watchBody } from "./plugin/unread-bodies.ts";
import type { LeastPace } from "./plugin/unsent-answers.ts";
import { withReadablePath } from "./readable-path.ts";

declare module "fastify" {
  interface FastifyInstance {
    services: Services;
  }
}

export type AppOptions = {
  services: Services;
  settings: Pick<Settings, "allowedHosts" | "corsOrigins" | "trustedProxies">;
  logger: Logger;
  /** Where the console's build is; null or left out: it is not served. */
  consoleFolder?: string | null;
  /** Tests bring a router of their own. */
  router?: AnyTRPCRouter;
  /** False leaves typed calls to tRPC's own handler, to compare with. */
  fastPath?: boolean;
  timeouts?: {
    headersMilliseconds: number;
    requestMilliseconds: number;
    checkMilliseconds: number;
    /** How long a client may take nothing of an answer. Default 30,000. */
    unreadMilliseconds?: number;
    /** How slowly a client may read an answer. Default 30 seconds, and on at 64 KiB a second. */
    leastPace?: LeastPace;
  };
};

const defaultTimeouts = {
  headersMilliseconds: 10_000,
  requestMilliseconds: 30_000,
  checkMilliseconds: 2_000,
};

/** The whole HTTP side, not listening yet. Services stay the caller's to close. */
export async function createApp(options: AppOptions): Promise<FastifyInstance> {
  const { services, settings, router = appRouter, fastPath } = options;
  const app = createServer(options, router);
  app.decorate("services", services);
  await app.register(requestLog);
  await app.register(errors, { router });
  // Before whatever refuses: a refusal has them, too.
  await app.register(securityHeaders);
  await app.register(unreadBodies);
  await app.register(lifecycle, { leastPace: options.timeouts?.leastPace });
  await app.register(guards, { allowedHosts: settings.allowedHosts });
  await app.register(crossOrigin, { origins: settings.corsOrigins });
  await app.register(jsonBody);
  await app.register(restSurface, { prefix: "/api", router });
  await app.register(typedSurface, { prefix: typedPrefix, router, fastPath });
  await app.register(health, { prefix: "/health" });
  const consoleFolder = options.consoleFolder ?? null;
  await app.register(apiReference, { router, consoleFolder });
  await app.register(consolePages, { folder: consoleFolder, canMail: services.mailer.canSend });
  await app.register(pages);
  return app;
}

/** Procedures check what comes in and goes out; Fastify's own compilers would be loaded at each start, and never used. */
const noSchemas = () => {
  throw new TypeError("Routes have no JSON schemas here: a procedure's input and output are zod's.");
};

function createServer(
  { settings, logger, timeouts = defaultTimeouts }: AppOptions,
  router: AnyTRPCRouter,
): FastifyInstance {
  return fastify({
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: "requestId" }),
    // A plugin that takes long is on a slow machine, and would be no quicker at the next start.
    pluginTimeout: 0,
    schemaController: { compilersFactory: { buildValidator: noSchemas, buildSerializer: noSchemas } },
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 1000 },
    requestTimeout: timeouts.requestMilliseconds,
    // What a client does not take is held in memory, and no other bound ends that.
    connectionTimeout: timeouts.unreadMilliseconds ?? 30_000,
    http: {
      // Without these two, Node looks every 30 s only, and a slow request holds its socket for a minute.
      headersTimeout: timeouts.headersMilliseconds,
      connectionsCheckingInterval: timeouts.checkMilliseconds,
      // A missing Host is refused by our own check, in our own shape.
      requireHostHeader: false,
    },
    rewriteUrl: ({ url = "/" }) => (url.startsWith("/api/") ? withReadablePath(url) : url),
    trustProxy: settings.trustedProxies.length > 0 ? settings.trustedProxies : false,
    // Ours alone: with one that clients choose, entries of the audit could be made to look like one request.
    genReqId: () => randomUUID(),
    // What arrives while draining is refused by our own hook, in our own shape.
    return503OnClosing: false,
    clientErrorHandler: answerClientError,
    frameworkErrors: (error, request, reply) => {
      // No hook has seen the request.
      reply.headers(protectiveHeaders);
      watchBody(request, reply);
      if (!request.server.consolePage(request, reply)) sendError(router, error, { request, reply });
      logRequest(request, reply);
    },
  });
}
