import { randomUUID } from "node:crypto";
import type { Socket } from "node:net";
import { appRouter, DomainError, type Services } from "@caretype/api";
import type { AnyTRPCRouter } from "@trpc/server";
import { type FastifyInstance, fastify, LogController } from "fastify";
import { type Admissions, admission } from "../http/plugin/admission.ts";
import { consolePages } from "../http/plugin/console.ts";
import { crossOrigin } from "../http/plugin/cross-origin.ts";
import { guards, maxUrlLength } from "../http/plugin/guards.ts";
import { guide } from "../http/plugin/guide.ts";
import { health } from "../http/plugin/health.ts";
import { lifecycle } from "../http/plugin/lifecycle.ts";
import { logRequest, requestLog } from "../http/plugin/request-log.ts";
import { headersOfData, protectiveHeaders, securityHeaders } from "../http/plugin/security-headers.ts";
import { limitChunks, unreadBodies } from "../http/plugin/unread-bodies.ts";
import type { MinimumRate } from "../http/plugin/unsent-responses.ts";
import { originForm, withReadablePath } from "../http/readable-path.ts";
import { jsonBody } from "../http/unread-body.ts";
import type { Logger } from "../log/logger.ts";
import { apiReference } from "../openapi/api-reference.ts";
import { restSurface } from "../rest/adapter.ts";
import { calendarFeeds } from "../rest/calendar-feeds.ts";
import { toProblem } from "../rest/problem.ts";
import type { Settings } from "../settings/settings.ts";
import type { Tracing } from "../tracing/tracing.ts";
import { isTypedUrl, toTypedError, typedPrefix } from "../typed/typed-error.ts";
import { typedSurface } from "../typed/typed-surface.ts";
import { errors, sendError } from "./errors.ts";
import { pages } from "./pages.ts";
import { createQuickRefusal } from "./quick-refusal.ts";

declare module "fastify" {
  interface FastifyInstance {
    services: Services;
  }
}

export type AppOptions = {
  services: Services;
  settings: Pick<Settings, "allowedHosts" | "corsOrigins" | "trustedProxies"> &
    Partial<Pick<Settings, "modules">>;
  logger: Logger;
  /** Undefined disables tracing. */
  tracing?: Tracing | undefined;
  /**
   * The folder of the console's build.
   * If it is null or missing, no console is served.
   */
  consoleFolder?: string | null;
  /**
   * The folder of the documents' site.
   * If it is null or missing, no site is served.
   */
  guideFolder?: string | null;
  /** Default: the router of all modules. */
  router?: AnyTRPCRouter | undefined;
  /** Null turns admission control off, for tests on slow machines. */
  admissions?: Admissions | null | undefined;
  timeouts?: {
    headersMilliseconds: number;
    requestMilliseconds: number;
    checkMilliseconds: number;
    /** How long a client may read nothing of a response. Default 30,000. */
    unreadMilliseconds?: number;
    /** The slowest rate at which a client may read a response. Default: 30 seconds, then at least 64 KiB a second. */
    minimumRate?: MinimumRate;
  };
};

const defaultTimeouts = {
  headersMilliseconds: 10_000,
  requestMilliseconds: 30_000,
  checkMilliseconds: 2_000,
};

/**
 * Creates the HTTP application, which does not listen yet.
 * The caller closes the services.
 */
export async function createApp(options: AppOptions): Promise<FastifyInstance> {
  const { services, settings, router = appRouter } = options;
  const app = createServer(options, router);
  app.decorate("services", services);
  // First: a refusal must not pay for the other plugins.
  const refuse = createQuickRefusal(router, settings.corsOrigins);
  await app.register(admission, { refuse, admissions: options.admissions });
  await app.register(requestLog);
  const { tracing } = options;
  if (tracing)
    app.addHook("onRequest", (request, reply, done) => {
      tracing.beginRequest(request, reply);
      done();
    });
  await app.register(errors, { router });
  // Before the plugins that refuse requests, so that refusals have these headers, too.
  await app.register(securityHeaders);
  await app.register(unreadBodies);
  await app.register(lifecycle, { minimumRate: options.timeouts?.minimumRate });
  await app.register(guards, { allowedHosts: settings.allowedHosts });
  await app.register(crossOrigin, { origins: settings.corsOrigins });
  await app.register(jsonBody);
  if ("calendarFeed" in router._def.record) await app.register(calendarFeeds);
  await app.register(restSurface, { prefix: "/api", router });
  await app.register(typedSurface, { prefix: typedPrefix, router });
  await app.register(health, { prefix: "/health" });
  const { consoleFolder = null, guideFolder = null } = options;
  await app.register(apiReference, { router, consoleFolder, hasGuide: guideFolder !== null });
  await app.register(guide, { folder: guideFolder });
  await app.register(consolePages, {
    folder: consoleFolder,
    facts: {
      mail: services.mailer.canSend ? "sent" : "kept",
      registration: services.registration,
      "sample-data": services.sampleData && "sampleData" in router._def.record ? "offered" : "refused",
      modules: settings.modules?.join(" ") ?? "",
    },
  });
  await app.register(pages, { router, hasGuide: guideFolder !== null });
  return app;
}

/** Procedures validate input and output, so Fastify's compilers would be loaded and never used. */
const noSchemas = () => {
  throw new TypeError("Routes have no JSON schemas here: procedures validate with zod.");
};

function createServer(
  { settings, logger, timeouts = defaultTimeouts }: AppOptions,
  router: AnyTRPCRouter,
): FastifyInstance {
  return fastify({
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: "requestId" }),
    // A slow plugin means a slow machine. A restart would not be quicker.
    pluginTimeout: 0,
    schemaController: { compilersFactory: { buildValidator: noSchemas, buildSerializer: noSchemas } },
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 1000 },
    requestTimeout: timeouts.requestMilliseconds,
    // Unread responses stay in memory, and nothing else ends such a connection.
    connectionTimeout: timeouts.unreadMilliseconds ?? 30_000,
    http: {
      // Node checks only every 30 s by default, and a slow request would hold its socket for a minute.
      headersTimeout: timeouts.headersMilliseconds,
      connectionsCheckingInterval: timeouts.checkMilliseconds,
      // Our own check refuses a missing Host, in our error format.
      requireHostHeader: false,
    },
    rewriteUrl: ({ url = "/", headers }) => {
      const origin = originForm(url, headers.host);
      return origin.startsWith("/api/") ? withReadablePath(origin) : origin;
    },
    trustProxy: settings.trustedProxies.length > 0 ? settings.trustedProxies : false,
    // Never the client's id: it could give audit entries of several requests the same id.
    genReqId: () => randomUUID(),
    // Requests that arrive during a stop are still answered.
    return503OnClosing: false,
    clientErrorHandler: (error, socket) => answerClientError(router, error, socket),
    frameworkErrors: (error, request, reply) => {
      // No hook has run for this request.
      reply.headers(protectiveHeaders);
      limitChunks(request, reply);
      if (!request.server.consolePage(request, reply)) sendError(router, error, reply);
      logRequest(request, reply);
    },
  });
}

/** Written out, because importing `node:http` here also loads `fetch`, which takes 28 ms. */
const statusLines: Record<string, string> = {
  ERR_HTTP_REQUEST_TIMEOUT: "408 Request Timeout",
  HPE_HEADER_OVERFLOW: "431 Request Header Fields Too Large",
};

type ClientFault = NodeJS.ErrnoException & { rawPacket?: unknown };

/** Answers a request that is not valid HTTP, in the error format of its surface, and ends the connection. */
function answerClientError(router: AnyTRPCRouter, error: ClientFault, socket: Socket): void {
  if (error.code === "ECONNRESET" || !socket.writable) return void socket.destroy();
  // The request as far as it has arrived.
  const sent = Buffer.isBuffer(error.rawPacket) ? error.rawPacket.toString("latin1") : "";
  const [, target = ""] = /^[A-Z]+ ([^ \r\n]*)/.exec(sent) ?? [];
  const url = originForm(target);
  const isLong = error.code === "HPE_HEADER_OVERFLOW" && url.length > maxUrlLength;
  const refusal = new DomainError(isLong ? "URI_TOO_LONG" : "MALFORMED_REQUEST");
  const statusLine = isLong ? "414 URI Too Long" : (statusLines[error.code ?? ""] ?? "400 Bad Request");
  const status = Number.parseInt(statusLine, 10);
  const requestId = crypto.randomUUID();
  const isTyped = isTypedUrl(url);
  const body = JSON.stringify(
    isTyped
      ? toTypedError(router, refusal, { requestId, status })
      : toProblem(refusal, { requestId, status }),
  );
  socket.end(
    [
      `HTTP/1.1 ${statusLine}`,
      `Content-Type: application/${isTyped ? "json" : "problem+json"}; charset=utf-8`,
      `Content-Length: ${Buffer.byteLength(body)}`,
      ...Object.entries(headersOfData).map(([name, value]) => `${name}: ${value}`),
      `X-Request-Id: ${requestId}`,
      "Connection: close",
      "",
      body,
    ].join("\r\n"),
  );
}
