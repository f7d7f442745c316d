import { Agent, request } from "node:http";
import { connect } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { expect, test, vi } from "vitest";
import { drain } from "../src/start/drain.ts";
import { createToyApp } from "./toy-app.ts";
import { gate } from "./toy-router.ts";

async function listening() {
  const { app, lines } = await createToyApp();
  await app.listen({ port: 0, host: "127.0.0.1" });
  const address = app.server.address();
  return { app, lines, port: typeof address === "object" && address !== null ? address.port : 0 };
}

function closeGate() {
  const { promise, resolve } = Promise.withResolvers<void>();
  Object.assign(gate, { opened: promise, begun: 0, finished: 0 });
  return resolve;
}

/** Resolves when the slow call has reached its procedure. */
const begun = () => vi.waitFor(() => expect(gate.begun).toBe(1), { interval: 5 });

type Answer = { status: number; connection: string | undefined; body: string };

function call(
  port: number,
  path: string,
  { agent, method = "GET" }: { agent?: Agent; method?: string } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request({ port, path, method, host: "127.0.0.1", ...(agent && { agent }) }, (response) => {
      let body = "";
      response.setEncoding("utf8").on("data", (part: string) => (body += part));
      response.on("end", () =>
        resolve({ status: response.statusCode ?? 0, connection: response.headers.connection, body }),
      );
    });
    sent.on("error", reject).end();
  });
}

test("a call in progress finishes, and its connection ends with it", async () => {
  const { app, port } = await listening();
  const openGate = closeGate();
  const agent = new Agent({ keepAlive: true });
  const slow = call(port, "/api/slow", { agent, method: "POST" });
  await begun();
  const drained = drain(app);
  await vi.waitFor(() => expect(app.server.listening).toBe(false), { interval: 5 });
  await expect(call(port, "/api/pets")).rejects.toThrow("ECONNREFUSED");
  openGate();
  expect(await slow).toEqual({ status: 200, connection: "close", body: '{"done":true}' });
  await drained;
});

test("idle, silent and half-sent connections do not delay the stop", async () => {
  const { app, port } = await listening();
  closeGate()();
  const agent = new Agent({ keepAlive: true });
  expect((await call(port, "/health/live", { agent })).connection).toBe("keep-alive");
  const silent = connect(port, "127.0.0.1");
  const half = connect(port, "127.0.0.1");
  half.write("GET /api/pets HTTP/1.1\r\nHost: localhost\r\n");
  await pause(50);
  await drain(app);
  silent.destroy();
  half.destroy();
});

test("before it closes, it is not ready, answers calls, and ends each connection", async () => {
  const { app, port } = await listening();
  closeGate()();
  const agent = new Agent({ keepAlive: true });
  app.lifecycle.startDraining();
  const answered = await call(port, "/api/slow", { agent, method: "POST" });
  expect([answered.status, answered.connection]).toEqual([200, "close"]);
  const ready = await call(port, "/health/ready");
  expect([ready.status, JSON.parse(ready.body)]).toEqual([503, { status: "stopping" }]);
  expect((await call(port, "/health/live")).status).toBe(200);
  await drain(app);
  await expect(call(port, "/api/pets")).rejects.toThrow("ECONNREFUSED");
});

test("it accepts connections until the delay is over", async () => {
  const { app, port } = await listening();
  const { promise: announced, resolve: close } = Promise.withResolvers<void>();
  const drained = drain(app, { announced });
  expect((await call(port, "/health/ready")).status).toBe(503);
  closeGate()();
  expect((await call(port, "/api/slow", { method: "POST" })).status).toBe(200);
  close();
  await drained;
  await expect(call(port, "/api/pets")).rejects.toThrow("ECONNREFUSED");
});

test("the stop waits for a mutation whose client is gone", async () => {
  const { app, port, lines } = await listening();
  const openGate = closeGate();
  const mutation = request({ port, host: "127.0.0.1", path: "/api/slow", method: "POST" }).on(
    "error",
    () => undefined,
  );
  mutation.end();
  await begun();
  mutation.destroy();
  await pause(20);
  setTimeout(openGate, 500);
  await drain(app);
  expect(gate.finished).toBe(1);
  expect(lines.filter((line) => line.includes('"clientGone":true'))).toHaveLength(1);
});

test("a call that takes too long is interrupted, and the log says so", async () => {
  const { app, port, lines } = await listening();
  const openGate = closeGate();
  const slow = call(port, "/api/slow", { method: "POST" }).catch(
    (error: NodeJS.ErrnoException) => error.code,
  );
  await begun();
  await drain(app, { finishMilliseconds: 100 });
  expect(await slow).toBe("ECONNRESET");
  expect(lines.join("")).toContain("the stop interrupted calls");
  openGate();
});
