import { once } from "node:events";
import { createServer } from "node:http";
import type { Logger } from "../log/logger.ts";
import type { Settings } from "../settings/settings.ts";

type Options = {
  logger: Logger;
  /** Renders the numbers in Prometheus' text format. */
  render(): Promise<string>;
};

const contentType = "text/plain; version=0.0.4; charset=utf-8";

/** Answers `GET /metrics` on a port of its own. Resolves to a function that stops it. */
export async function serveMetrics(
  { metricsHost, metricsPort }: Pick<Settings, "metricsHost" | "metricsPort">,
  { logger, render }: Options,
): Promise<() => Promise<void>> {
  const server = createServer((request, response) => {
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
