import { once } from "node:events";
import { request } from "node:http";
import { text } from "node:stream/consumers";
import { freePort } from "@caretype/postgres/free-port";
import { afterAll, expect, test } from "vitest";
import { createLogger } from "../src/log/logger.ts";
import { serveMetrics } from "../src/metrics/serve-metrics.ts";

const metricsPort = await freePort();
const settings = { allowedHosts: ["care.example.org", ".internal"], metricsHost: "127.0.0.1", metricsPort };
const stop = await serveMetrics(settings, {
  logger: createLogger("info", { write: () => undefined }),
  render: async () => "up 1\n",
});
afterAll(stop);

async function answerTo(host: string) {
  const asked = request({ host: "127.0.0.1", port: metricsPort, path: "/metrics", headers: { host } }).end();
  const [response] = await once(asked, "response");
  return { status: response.statusCode, body: await text(response) };
}

test.each([
  "localhost",
  "LOCALHOST.:9464",
  "127.0.0.1:9464",
  "10.2.3.4:9464",
  "[::1]",
  "care.example.org",
  "caretype.internal:9464",
])("the metrics answer the host %s", async (host) =>
  expect(await answerTo(host)).toEqual({ status: 200, body: "up 1\n" }),
);

test.each([
  "evil.example",
  "127.0.0.1.evil.example:9464",
  "localhost.evil.example",
  "care.example.org@evil.example",
  "evil.example, localhost",
])("a name that a page has pointed here gets no metrics: %j", async (host) => {
  const { status, body } = await answerTo(host);
  expect(status).toBe(400);
  expect(body).not.toContain("up");
});
