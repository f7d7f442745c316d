import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { text } from "node:stream/consumers";
import { createTestDatabase } from "@caretype/test-database";
import { afterAll, afterEach, describe, expect, test } from "vitest";
import { signUp } from "./cluster/support.ts";
import { useServerProcesses } from "./server-process.ts";

type Attribute = { key: string; value: Record<string, unknown> };
type Span = { traceId: string; spanId: string; parentSpanId?: string; name: string; attributes: Attribute[] };
type Export = { resourceSpans: { scopeSpans: { spans: Span[] }[] }[] };

const collectors: Server[] = [];
afterEach(() => {
  for (const collector of collectors.splice(0)) collector.close();
});

/** A collector that keeps or refuses spans. */
async function collect(status = 200) {
  const bodies: string[] = [];
  const collector = createServer(async (request, response) => {
    expect(request.url).toBe("/v1/traces");
    expect(request.headers.authorization).toBe("Bearer one two");
    bodies.push(await text(request));
    response.writeHead(status, { "content-type": "application/json" }).end("{}");
  }).listen(0, "127.0.0.1");
  collectors.push(collector);
  await once(collector, "listening");
  const address = collector.address();
  const port = typeof address === "object" ? address?.port : undefined;
  const spans = () =>
    bodies.flatMap((body) => {
      const { resourceSpans }: Export = JSON.parse(body);
      return resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans: found }) => found));
    });
  return { endpoint: `http://127.0.0.1:${port}`, bodies, spans };
}

describe("traces", async () => {
  const { served } = useServerProcesses({
    SECRET_KEY: "0123456789abcdef0123456789abcdef",
    BCRYPT_COST: "4",
    OTEL_EXPORTER_OTLP_HEADERS: "authorization=Bearer%20one%20two",
  });
  const database = await createTestDatabase();
  afterAll(database.drop);

  async function traced(endpoint: string, variables: Record<string, string>) {
    const server = await served({
      DATABASE_URL: database.url,
      OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
      ...variables,
    });
    const stop = async () => {
      const ended = once(server.child, "exit");
      server.child.kill("SIGTERM");
      await ended;
    };
    return { ...server, stop };
  }

  const parent = { trace: "0af7651916cd43dd8448eb211c80319c", span: "b7ad6b7169203331" };
  const zelda = { name: "Zelda Quux", gender: "female", email: "zelda@example.org" };

  test("show a request, its procedure and its statements, and no data, from 2 processes", async () => {
    const { endpoint, bodies, spans } = await collect();
    const { port, output, stop } = await traced(endpoint, {
      WEB_CONCURRENCY: "2",
      OTEL_TRACES_SAMPLER_ARG: "1",
    });
    const token = await signUp(port);
    const response = await fetch(`http://127.0.0.1:${port}/api/patients`, {
      method: "POST",
      headers: {
        authorization: `Bearer ${token}`,
        "content-type": "application/json",
        traceparent: `00-${parent.trace}-${parent.span}-00`,
      },
      body: JSON.stringify(zelda),
    });
    expect(response.status).toBe(201);
    await stop();

    const own = spans().filter(({ traceId }) => traceId === parent.trace);
    const below = (span: Span | undefined) => own.filter(({ parentSpanId }) => parentSpanId === span?.spanId);
    const request = own.find(({ parentSpanId }) => parentSpanId === parent.span);
    expect(request).toMatchObject({ name: "POST /api/patients" });
    const [procedure, ...others] = below(request);
    expect([procedure?.name, others]).toEqual(["patient.create", []]);
    const names = below(procedure).map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(["wait for a connection", "transaction", "insert patient"]));
    const sent = bodies.join("");
    expect(sent).toContain("caretype.request_id");
    for (const secret of ["Zelda", "Quux", "zelda@example.org", token]) expect(sent).not.toContain(secret);

    const line = output.stdout.split("\n").find((one) => one.includes('"/api/patients"'));
    expect(JSON.parse(line ?? "{}")).toMatchObject({ trace_id: parent.trace, span_id: request?.spanId });
  });

  test("are not made for the share that is left out", async () => {
    const { endpoint, bodies } = await collect();
    const { port, output, stop } = await traced(endpoint, { OTEL_TRACES_SAMPLER_ARG: "0" });
    await signUp(port);
    await stop();
    expect(bodies).toEqual([]);
    expect(output.stdout).not.toContain("trace_id");
  });

  test("are lost if the collector refuses them, with one warning, and calls are answered", async () => {
    const { endpoint, bodies } = await collect(400);
    const { port, output, stop } = await traced(endpoint, { OTEL_TRACES_SAMPLER_ARG: "1" });
    await signUp(port);
    await stop();
    expect(bodies.length).toBeGreaterThan(0);
    expect(output.stdout.match(/the collector of traces does not accept them/g)).toHaveLength(1);
  });
});
