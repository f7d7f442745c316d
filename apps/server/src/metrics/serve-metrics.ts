import { once } from "node:events";
import { createServer } from "node:http";
import { isIP } from "node:net";
import { bare, createHostCheck, hostNameOf } from "../http/plugin/guards.ts";
import type { Logger } from "../log/logger.ts";
import type { Settings } from "../settings/settings.ts";

type Options = {
  logger: Logger;
  render(): Promise<string>;
};

const contentType = "text/plain; version=0.0.4; charset=utf-8";

type MetricsSettings = Pick<Settings, "allowedHosts" | "metricsHost" | "metricsPort">;

/** Answers `GET /metrics` on a port of its own. Resolves to a function that stops it. */
export async function serveMetrics(
  { allowedHosts, metricsHost, metricsPort }: MetricsSettings,
  { logger, render }: Options,
): Promise<() => Promise<void>> {
  const isAllowed = createHostCheck([...allowedHosts, "localhost", metricsHost]);
  const server = createServer((request, response) => {
    const host = bare(hostNameOf(request.headers.host));
    // Against DNS rebinding: a page that points its name here sends that name. An address cannot be redirected.
    if (isIP(host) === 0 && !isAllowed(host)) {
      response.writeHead(400).end("This host name is not served here: add it to ALLOWED_HOSTS.\n");
      return;
    }
    if (request.url !== "/metrics" || request.method !== "GET") {
      response.writeHead(404).end();
      return;
    }
    render().then(
      (text) => response.writeHead(200, { "content-type": contentType }).end(text),
      (error: unknown) => {
        logger.warn({ err: error }, "the metrics could not be read");
        response.writeHead(503).end();
      },
    );
  });
  server.listen(metricsPort ?? 0, metricsHost);
  await once(server, "listening").catch((cause: NodeJS.ErrnoException) => {
    throw new Error(`METRICS_PORT ${metricsPort} of ${metricsHost} cannot be used (${cause.code}).`, {
      cause,
    });
  });
  return async () => {
    server.close();
    server.closeAllConnections();
  };
}
